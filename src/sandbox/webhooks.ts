import { createHmac, randomUUID } from 'node:crypto';
import type { JsonObject } from './actions/host.ts';
import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import { timestamp } from './clock.ts';
import type { Faults } from './faults.ts';
import type { App, Installation } from './model/app.ts';

/** One webhook to one App. */
export interface Delivery {
  readonly id: number;
  /** `X-GitHub-Delivery`; a redelivery keeps it. */
  readonly guid: string;
  readonly app: App;
  readonly installationId: number;
  readonly repositoryId: number | null;
  readonly event: string;
  readonly action: string | null;
  readonly payload: JsonObject;
  readonly createdAt: string;
  readonly redelivery: boolean;
  /** Newest last; empty: not sent (yet), or lost on the way. */
  readonly attempts: DeliveryAttempt[];
}

export interface DeliveryAttempt {
  readonly at: string;
  /** HTTP status of the answer; 0: none came. */
  readonly status: number;
  /** Seconds until the answer. */
  readonly duration: number;
}

export interface WebhookEvent {
  readonly installation: Installation;
  readonly repositoryId: number | null;
  readonly event: string;
  readonly payload: JsonObject;
}

/** Sends webhooks without being waited for, each once; GitHub does not repeat a failed one. */
export interface Webhooks {
  send(event: WebhookEvent): Delivery;
  /** `POST /app/hook/deliveries/{id}/attempts`: once more with the same GUID. */
  redeliver(delivery: Delivery): Delivery;
  /** Oldest first. */
  readonly deliveries: readonly Delivery[];
  /** Deliveries on their way that nothing holds back. */
  readonly busy: number;
  close(): void;
}

export interface WebhookSources {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly faults: Faults;
  nextId(kind: 'delivery'): number;
}

/** How long GitHub waits for an answer (docs, "Best practices for using webhooks"). */
const PATIENCE_MS = 10_000;

export function newWebhooks(sources: WebhookSources): Webhooks {
  const deliveries: Delivery[] = [];
  const closing = new AbortController();
  let busy = 0;
  const post = async (delivery: Delivery): Promise<void> => {
    busy += 1;
    const started = Date.now();
    const status = await postOnce(delivery, closing.signal);
    busy -= 1;
    const duration = (Date.now() - started) / 1000;
    delivery.attempts.push({ at: timestamp(sources.clock.now()), status, duration });
    if (!closing.signal.aborted) sources.changes.notify();
  };
  const enqueue = (delivery: Delivery): Delivery => {
    deliveries.push(delivery);
    sources.changes.notify();
    if (delivery.app.webhookUrl !== null) sources.faults.takeDelivery(delivery, () => void post(delivery));
    return delivery;
  };
  return {
    send({ installation, repositoryId, event, payload }) {
      const action = payload['action'];
      return enqueue({
        id: sources.nextId('delivery'),
        guid: randomUUID(),
        app: installation.app,
        installationId: installation.id,
        repositoryId,
        event,
        action: typeof action === 'string' ? action : null,
        payload,
        createdAt: timestamp(sources.clock.now()),
        redelivery: false,
        attempts: [],
      });
    },
    redeliver: (delivery) =>
      enqueue({
        ...delivery,
        id: sources.nextId('delivery'),
        createdAt: timestamp(sources.clock.now()),
        redelivery: true,
        attempts: [],
      }),
    deliveries,
    get busy() {
      return busy;
    },
    close: () => {
      closing.abort();
    },
  };
}

/** @returns the HTTP status, 0 when nobody answered. */
async function postOnce(delivery: Delivery, closing: AbortSignal): Promise<number> {
  const { app } = delivery;
  if (app.webhookUrl === null) return 0;
  const body = JSON.stringify(delivery.payload);
  const sign = (algorithm: string): string =>
    `${algorithm}=${createHmac(algorithm, app.webhookSecret).update(body).digest('hex')}`;
  try {
    const answer = await fetch(app.webhookUrl, {
      method: 'POST',
      body,
      signal: AbortSignal.any([closing, AbortSignal.timeout(PATIENCE_MS)]),
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'GitHub-Hookshot/sandbox',
        'X-GitHub-Delivery': delivery.guid,
        'X-GitHub-Event': delivery.event,
        'X-GitHub-Hook-ID': String(app.id),
        'X-GitHub-Hook-Installation-Target-ID': String(app.id),
        'X-GitHub-Hook-Installation-Target-Type': 'integration',
        'X-Hub-Signature': sign('sha1'),
        'X-Hub-Signature-256': sign('sha256'),
      },
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
