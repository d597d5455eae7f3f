import { isMap, parseDocument } from 'yaml';

/** Names of the environments in a config, in order. */
export function environmentsIn(config: string): readonly string[] {
  const environments = parseDocument(config).get('environments');
  return isMap(environments) ? environments.items.map(({ key }) => String(key)) : [];
}

/** The config with the address of each environment, and otherwise as it was written. */
export function withUrls(config: string, urls: Readonly<Record<string, string>>): string {
  const document = parseDocument(config);
  for (const [name, url] of Object.entries(urls)) document.setIn(['environments', name, 'url'], url);
  return document.toString();
}
