// Makes `src/sandbox/github-openapi.json` from GitHub's published OpenAPI: the operations and webhooks that the
// sandbox serves, as JSON Schema that ajv reads, without prose. The package is 385 MB when installed, so it is
// fetched into a scratch folder and is no dependency.
//
// usage: node scripts/prune-openapi.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATIONS, WEBHOOKS, WHOLE } from './openapi-selection.mjs';

const PACKAGE = '@octokit/openapi@23.0.2';
const SOURCE = 'package/generated/api.github.com.json';

const api = readPublished();
writeFileSync(new URL('../src/sandbox/github-openapi.json', import.meta.url), `${JSON.stringify(prune())}\n`);

function readPublished() {
  const scratch = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    const archive = execFileSync('npm', ['pack', '--silent', PACKAGE], { cwd: scratch }).toString().trim();
    execFileSync('tar', ['xzf', archive, SOURCE], { cwd: scratch });
    return JSON.parse(readFileSync(join(scratch, SOURCE), 'utf8'));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function prune() {
  const document = { source: PACKAGE, operations: {}, webhooks: {}, definitions: {} };
  for (const route of OPERATIONS) document.operations[route] = operation(route, document.definitions);
  for (const name of WEBHOOKS) {
    const body = json(api['x-webhooks'][name].post.requestBody);
    document.webhooks[name] = schema(body, document.definitions, 'answer');
  }
  return document;
}

function operation(route, definitions) {
  const [method, path] = route.split(' ');
  const source = api.paths[path]?.[method.toLowerCase()];
  if (source === undefined) throw new Error(`GitHub publishes no ${route}`);
  const body = json(source.requestBody);
  return {
    query: query(source.parameters ?? [], definitions),
    body: body === null ? null : closed(schema(body, definitions, 'request')),
    answers: answers(source.responses, definitions),
  };
}

function query(parameters, definitions) {
  const own = parameters.map(resolve).filter((parameter) => parameter.in === 'query');
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      own.map((parameter) => [parameter.name, schema(parameter.schema, definitions, 'request')]),
    ),
    required: own.filter((parameter) => parameter.required).map((parameter) => parameter.name),
  };
}

function answers(responses, definitions) {
  const found = {};
  for (const [status, reference] of Object.entries(responses)) {
    const body = json(resolve(reference));
    if (status.startsWith('2')) found[status] = body === null ? null : schema(body, definitions, 'answer');
  }
  return found;
}

function json(holder) {
  return holder?.content?.['application/json']?.schema ?? null;
}

function resolve(value) {
  if (value.$ref === undefined) return value;
  return value.$ref
    .slice(2)
    .split('/')
    .reduce((at, key) => at[key], api);
}

/** GitHub ignores unknown keys of most bodies; a sandbox that does so hides misspelled ones. */
function closed(body) {
  return body.type === 'object' && body.additionalProperties === undefined && body.properties !== undefined
    ? { ...body, additionalProperties: false }
    : body;
}

/**
 * OpenAPI 3.0 to JSON Schema. In answers only the schemas of WHOLE keep their `required`: the sandbox sends a part
 * of the larger objects, and what it sends has to be right.
 */
function schema(source, definitions, use, whole = false) {
  if (source.$ref !== undefined) return reference(source.$ref, definitions, use);
  const out = {};
  for (const key of [
    'type',
    'enum',
    'items',
    'properties',
    'required',
    'additionalProperties',
    'minItems',
    'maxItems',
    'minLength',
    'maxLength',
    'minimum',
    'maximum',
    'maxProperties',
    'allOf',
    'anyOf',
    'oneOf',
    'format',
  ]) {
    if (source[key] === undefined) continue;
    if (key === 'required' && use === 'answer' && !whole) continue;
    if (key === 'format' && !['date-time'].includes(source[key])) continue;
    if (key === 'oneOf' && use === 'answer') out.anyOf = convert(source[key], definitions, use);
    else out[key] = convertKey(key, source[key], definitions, use);
  }
  return source.nullable === true ? nullable(out) : out;
}

function convertKey(key, value, definitions, use) {
  if (key === 'properties') {
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, schema(each, definitions, use)]),
    );
  }
  if (['allOf', 'anyOf', 'oneOf'].includes(key)) return convert(value, definitions, use);
  if (key === 'items' || (key === 'additionalProperties' && typeof value === 'object')) {
    return schema(value, definitions, use);
  }
  return value;
}

function convert(list, definitions, use) {
  return list.map((each) => schema(each, definitions, use));
}

function nullable(out) {
  if (out.enum !== undefined && !out.enum.includes(null)) out.enum = [...out.enum, null];
  if (typeof out.type === 'string') return { ...out, type: [out.type, 'null'] };
  return { anyOf: [out, { type: 'null' }] };
}

function reference(path, definitions, use) {
  const name = path.replace('#/components/schemas/', '');
  const key = use === 'answer' ? name : `${name}:request`;
  if (definitions[key] === undefined) {
    definitions[key] = {};
    Object.assign(definitions[key], schema(resolve({ $ref: path }), definitions, use, WHOLE.includes(name)));
  }
  return { $ref: `#/definitions/${key}` };
}
