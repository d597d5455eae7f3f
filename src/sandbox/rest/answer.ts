import type { JsonObject, JsonValue } from '../actions/host.ts';

export interface Answer {
  readonly status: number;
  readonly body: JsonValue | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent instead of JSON. */
  readonly text?: string;
}

/** An answer that ends a handler early. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly extra: JsonObject;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    extra: JsonObject = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.extra = extra;
    this.headers = headers;
  }
}

export function ok(body: JsonValue): Answer {
  return { status: 200, body };
}

export function created(body: JsonValue): Answer {
  return { status: 201, body };
}

export function noContent(): Answer {
  return { status: 204, body: null };
}

export function notFound(): HttpError {
  return new HttpError(404, 'Not Found');
}

/** 422 with GitHub's word for what is wrong with a field. */
export function invalid(resource: string, field: string, code: string, message?: string): HttpError {
  const detail = { resource, field, code, ...(message === undefined ? {} : { message }) };
  return new HttpError(422, 'Validation Failed', { errors: [detail] });
}

export function errorAnswer(error: HttpError): Answer {
  const body = {
    message: error.message,
    ...error.extra,
    documentation_url: 'https://docs.github.com/rest',
    status: String(error.status),
  };
  return { status: error.status, body, headers: error.headers };
}
