import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, bundleEntry, emit } from '../bundle.ts';

/** Loads what GitHub gives to whoever writes an Action, makes one request with it, and nothing else. */
const EMPTY = `import * as core from '@actions/core';
import { context, getOctokit } from '@actions/github';

const octokit = getOctokit(core.getInput('token'));
await octokit.request('GET /repos/{owner}/{repo}', context.repo);
`;

export interface Bundles {
  readonly action: string;
  readonly empty: string;
}

/** Bundles the Action and the empty one with the same tool and options, in a folder. @returns their main files. */
export function makeBundles(root: string, folder: string): Bundles {
  emit(root);
  bundle(root, join(folder, 'action'));
  const source = join(folder, 'empty-source');
  mkdirSync(source);
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
  writeFileSync(join(source, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(source, 'main.js'), EMPTY);
  bundleEntry(root, join(source, 'main.js'), join(folder, 'empty'));
  return { action: join(folder, 'action/index.js'), empty: join(folder, 'empty/index.js') };
}
