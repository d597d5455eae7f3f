import { expect, test } from 'vitest';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { FactsUnavailable } from '../facts.ts';
import { PolicyReader } from './policy-source.ts';

const text = (content: string | null, isTruncated = false): object => ({
  object: { oid: 'b1', text: content, isTruncated },
});

interface Head {
  oid: string;
  files: object;
}

/** A repository whose default branch is where `head` says. */
function repository(head: Head): ReturnType<typeof answeringClient> {
  return answeringClient(({ what }) => {
    if (what.includes('git/blobs')) return { content: Buffer.from('whole: text').toString('base64') };
    const target = { oid: head.oid, ...head.files };
    return { repository: { name: 'Shop', defaultBranchRef: { name: 'main', target } } };
  });
}

const NOTHING = { yml: null, yaml: null, workflows: null };

test('config and workflows come from one commit; only YAML files are workflows', async () => {
  const entries = [
    { name: 'deploy.yml', type: 'blob', ...text('on: push') },
    { name: 'README.md', type: 'blob', ...text('read me') },
    { name: 'more.yaml', type: 'tree', object: {} },
  ];
  const client = repository({
    oid: 'h1',
    files: { yml: text('a: 1'), yaml: null, workflows: { object: { entries } } },
  });
  expect(await new PolicyReader(client).read()).toEqual({
    sha: 'h1',
    repository: 'Shop',
    defaultBranch: 'main',
    config: { path: '.github/signalbox.yml', text: 'a: 1' },
    workflows: { 'deploy.yml': 'on: push' },
  });
});

test.each([
  ['nothing', NOTHING, null],
  ['.yaml', { ...NOTHING, yaml: text('b: 2') }, { path: '.github/signalbox.yaml', text: 'b: 2' }],
  [
    'both spellings',
    { ...NOTHING, yml: text('a: 1'), yaml: text('b: 2') },
    { path: '.github/signalbox.yml', text: 'a: 1' },
  ],
  ['a folder of that name', { ...NOTHING, yml: { object: {} } }, null],
  [
    'a text that GraphQL cuts',
    { ...NOTHING, yml: text('who', true) },
    { path: '.github/signalbox.yml', text: 'whole: text' },
  ],
  [
    'a text taken for binary',
    { ...NOTHING, yml: text(null) },
    { path: '.github/signalbox.yml', text: 'whole: text' },
  ],
])('config of a repository with %s', async (_, files, expected) => {
  const source = await new PolicyReader(repository({ oid: 'h1', files })).read();
  expect(source.config).toEqual(expected);
});

test('files are read again only when one of them has changed', async () => {
  const head: Head = { oid: 'h1', files: NOTHING };
  const client = repository(head);
  const reader = new PolicyReader(client);
  await reader.read();
  await reader.read();
  head.oid = 'h2';
  expect((await reader.read()).sha).toBe('h2');
  const large = () => client.asked.filter(({ what }) => what.includes('...Text'));
  expect([client.asked.length, large().length]).toEqual([3, 1]);
  head.files = { ...NOTHING, yml: text('a: 1') };
  expect((await reader.read()).config?.text).toBe('a: 1');
  expect([client.asked.length, large().length]).toEqual([5, 2]);
});

test('a repository without a commit has no policy yet', async () => {
  const client = answeringClient(() => ({ repository: { name: 'shop', defaultBranchRef: null } }));
  await expect(new PolicyReader(client).read()).rejects.toThrow(FactsUnavailable);
});
