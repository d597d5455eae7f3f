import type { ReasonCode } from '../../domain/reason.ts';
import { paragraph } from '../block.ts';
import type { Message } from '../message.ts';
import * as the from '../nouns.ts';
import { code, say } from '../phrase.ts';
import { problems } from './waiting.ts';

/** What keeps Signalbox from working in this repository at all. */
export const REPOSITORY = {
  'config-invalid': {
    group: 'repository',
    title: () => say`The config has errors`,
    body: problems,
    remedy: () => say`Correct it on the default branch; nothing is decided by half a config.`,
  },
  'not-supported-yet': {
    group: 'repository',
    title: (detail) =>
      say`${the.name(detail, say`Something in the config`)} is known, but this version cannot do it yet`,
    body: problems,
    remedy: () => say`Leave it out for now.`,
  },
  'no-config': {
    group: 'repository',
    title: () => say`This repository does not use Signalbox yet`,
    remedy: () => say`Put ${code('.github/signalbox.yml')} on the default branch.`,
  },
  'state-unreadable': {
    group: 'repository',
    title: (detail) => say`The state branch cannot be read${the.because(detail)}`,
    remedy: () => say`Nothing is written until it can. Somebody may have edited it: take that commit back.`,
  },
  'state-newer-format': {
    group: 'repository',
    title: () => say`The state branch was written by a newer version of Signalbox`,
    remedy: () => say`Update this one; an older version must not touch it.`,
  },
  'state-behind-trace': {
    group: 'repository',
    title: () => say`The state branch is older than what Signalbox has written on GitHub`,
    remedy: () =>
      say`It was reset or deleted. Everything stops until the branch is put back to its newest commit.`,
  },
  'missing-permission': {
    group: 'repository',
    title: (detail) => say`Signalbox may not do this here${the.because(detail)}`,
    remedy: () =>
      say`Grant what is missing: to the App in its settings (${code('app.yml')} lists it), to a workflow by ${code('permissions: { contents: write }')}, and without the App the others in docs/guide/install-action.md.`,
  },
  'internal-error': {
    group: 'repository',
    title: () => say`Signalbox itself stumbled over this and set it aside`,
    body: (detail) => (detail.name === undefined ? [] : [paragraph(say`Set aside: ${code(detail.name)}`)]),
    remedy: () =>
      say`Nothing was done, and nothing else is held up. Please report it with the log of that moment.`,
  },
} as const satisfies Partial<Record<ReasonCode, Message>>;
