import { z } from 'zod';
import { configSchema } from './config-schema.ts';

/**
 * @returns the JSON Schema of `.github/signalbox.yml`, for editors. It knows the shape; what goes across the file
 *   (names that must exist, expressions, workflows) only `readPolicy` checks.
 */
export function configJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7', io: 'input' });
  const { $schema, ...rest } = schema;
  return {
    $schema,
    title: 'Signalbox',
    description: 'Configuration of Signalbox in .github/signalbox.yml; docs/reference/config.md explains it.',
    ...rest,
  };
}
