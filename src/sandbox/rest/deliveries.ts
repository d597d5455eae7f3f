import type { JsonObject } from '../actions/host.ts';
import type { Delivery } from '../webhooks.ts';
import type { Answer } from './answer.ts';
import { notFound, ok } from './answer.ts';
import { appOnly } from './apps.ts';
import type { RestRequest, Route } from './route.ts';
import { numberParam, route } from './route.ts';

export const deliveryRoutes: readonly Route[] = [
  route('GET /app/hook/deliveries', list),
  route('GET /app/hook/deliveries/{delivery_id}', get),
  route('POST /app/hook/deliveries/{delivery_id}/attempts', redeliver),
];

/** Newest first; `cursor` is the id of the last delivery of the page before. */
function list(request: RestRequest): Answer {
  const size = Math.min(100, Number(request.query['per_page'] ?? 30));
  const cursor = Number(request.query['cursor'] ?? Infinity);
  const older = own(request)
    .filter((delivery) => delivery.id < cursor)
    .reverse();
  const page = older.slice(0, size);
  const last = page.at(-1);
  const more = last !== undefined && older.length > size;
  const query = new URLSearchParams({ ...request.query, cursor: String(last?.id) });
  const headers = more ? { Link: `<${request.url}?${query.toString()}>; rel="next"` } : {};
  return { status: 200, body: page.map(shape), headers };
}

function get(request: RestRequest): Answer {
  const delivery = find(request);
  return ok({
    ...shape(delivery),
    url: delivery.app.webhookUrl ?? '',
    request: { headers: { 'X-GitHub-Delivery': delivery.guid }, payload: delivery.payload },
    response: { headers: {}, payload: null },
  });
}

function redeliver(request: RestRequest): Answer {
  request.world.webhooks.redeliver(find(request));
  return { status: 202, body: {} };
}

function own(request: RestRequest): Delivery[] {
  const app = appOnly(request);
  return request.world.webhooks.deliveries.filter((delivery) => delivery.app === app);
}

function find(request: RestRequest): Delivery {
  const id = numberParam(request, 'delivery_id');
  const delivery = own(request).find((each) => each.id === id);
  if (delivery === undefined) throw notFound();
  return delivery;
}

function shape(delivery: Delivery): JsonObject {
  const attempt = delivery.attempts.at(-1);
  const good = attempt !== undefined && attempt.status >= 200 && attempt.status < 300;
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: attempt?.at ?? delivery.createdAt,
    redelivery: delivery.redelivery,
    duration: attempt?.duration ?? 0,
    status: good
      ? 'OK'
      : attempt === undefined
        ? 'pending'
        : `Invalid HTTP Response: ${String(attempt.status)}`,
    status_code: attempt?.status ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}
