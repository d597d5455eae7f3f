import { configJsonSchema } from '../src/config/json-schema.ts';

/** @returns the JSON Schema that editors check `.github/signalbox.yml` with */
export function generated(): Record<string, string> {
  return { 'schema/config.schema.json': `${JSON.stringify(configJsonSchema(), null, 2)}\n` };
}
