import { readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { Ajv } from 'ajv';
import type { JsonValue } from './actions/host.ts';

/**
 * GitHub's published OpenAPI, as far as the sandbox serves it (`scripts/prune-openapi.mjs`). Requests must match it
 * to the letter, unknown fields included; in answers and webhooks everything that is sent must be right.
 */
export interface PublishedApi {
  /** Routes like `GET /repos/{owner}/{repo}`. */
  readonly routes: readonly string[];
  /** What is wrong with a request; null: nothing. */
  requestProblem(route: string, query: Readonly<Record<string, string>>, body: unknown): string | null;
  answerProblem(route: string, status: number, body: JsonValue): string | null;
  /** Names like `push` and `issue-comment-created`; null as well for those that are not published. */
  webhookProblem(name: string, payload: JsonValue): string | null;
}

let loaded: PublishedApi | null = null;

/** Reads the file once per process. */
export function publishedApi(): PublishedApi {
  loaded ??= load();
  return loaded;
}

interface Document {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly webhooks: Readonly<Record<string, object>>;
  readonly definitions: object;
}

interface Operation {
  readonly query: object;
  readonly body: object | null;
  readonly answers: Readonly<Record<string, object | null>>;
}

function load(): PublishedApi {
  const text = readFileSync(new URL('./github-openapi.json', import.meta.url), 'utf8');
  // The file is generated and committed with this one; its shape is the script's.
  const document = JSON.parse(text) as Document;
  const check = newChecker(document);
  return {
    routes: Object.keys(document.operations),
    requestProblem(route, query, body) {
      const operation = document.operations[route];
      if (operation === undefined) return `no published route ${route}`;
      const problem = check(`query ${route}`, operation.query, { ...query });
      if (problem !== null || operation.body === null) return problem;
      return check(`body ${route}`, operation.body, body);
    },
    answerProblem(route, status, body) {
      const schema = document.operations[route]?.answers[String(status)];
      if (schema === undefined) return status < 300 ? `GitHub publishes no ${String(status)}` : null;
      return schema === null ? null : check(`answer ${route} ${String(status)}`, schema, body);
    },
    webhookProblem(name, payload) {
      const schema = document.webhooks[name];
      return schema === undefined ? null : check(`webhook ${name}`, schema, payload);
    },
  };
}

type Checker = (name: string, schema: object, value: unknown) => string | null;

/** Compiles schemas when they are first needed: all at once would take seconds. */
function newChecker(document: Document): Checker {
  const options = { strict: false, validateSchema: false, logger: false } as const;
  const exact = new Ajv(options);
  const coercing = new Ajv({ ...options, coerceTypes: true });
  const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
  for (const ajv of [exact, coercing]) ajv.addFormat('date-time', dateTime);
  const compiled = new Map<string, ValidateFunction>();
  return (name, schema, value) => {
    let validate = compiled.get(name);
    if (validate === undefined) {
      const ajv = name.startsWith('query ') ? coercing : exact;
      validate = ajv.compile({ ...schema, definitions: document.definitions });
      compiled.set(name, validate);
    }
    if (validate(value)) return null;
    const [error] = validate.errors ?? [];
    if (error === undefined) return 'does not match';
    const unknown =
      error.keyword === 'additionalProperties' ? String(error.params['additionalProperty']) : null;
    if (unknown !== null) return `"${unknown}" is not a permitted key.`;
    return `${error.instancePath === '' ? 'The value' : error.instancePath.slice(1)} ${error.message ?? ''}`;
  };
}
