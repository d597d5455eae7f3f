import { z } from 'zod';
import { appSchema, indexPageSchema, inputsSchema, metaSchema, repositorySchema } from './schema-files.ts';
import { releaseSchema } from './schema-release.ts';

/** The kinds of files of the state branch, by the name of their schema. */
const FILES = {
  signalbox: { title: 'signalbox.json', schema: metaSchema },
  repository: { title: 'repository.json', schema: repositorySchema },
  inputs: { title: 'inputs.json', schema: inputsSchema },
  app: { title: 'apps/<app>/app.json', schema: appSchema },
  release: { title: 'apps/<app>/open/<n>.json, apps/<app>/releases/<n/100>/<n>.json', schema: releaseSchema },
  index: { title: 'apps/<app>/index/<n/100>.json', schema: indexPageSchema },
} as const;

/**
 * @returns the JSON Schema of each kind of file, by its name. Fields that are not in it are allowed everywhere: they
 * are a newer version's.
 */
export function stateJsonSchemas(): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(FILES).map(([name, { title, schema }]) => [
      name,
      { title: `Signalbox, state branch: ${title}`, ...z.toJSONSchema(schema, { reused: 'ref' }) },
    ]),
  );
}
