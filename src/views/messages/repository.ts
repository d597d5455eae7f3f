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
  'workflow-unfit': {
    group: 'repository',
    title: (detail) =>
      say`${the.name(detail, say`The workflow`)} on the default branch cannot be started as it is`,
    remedy: () =>
      say`It is missing, cannot be read, or lacks the input, the run-name or the step of Signalbox, without which nobody would be kept out. Put it in order on the default branch, then say it again.`,
  },
  'no-config': {
    group: 'repository',
    title: () => say`This repository does not use Signalbox yet`,
    remedy: () => say`Put ${code('.github/signalbox.yml')} on the default branch.`,
  },
  'state-unreadable': {
    group: 'repository',
    title: (detail) => say`The state branch cannot be read${the.because(detail)}`,
    remedy: () =>
      say`Nothing that needs it is decided or written until it can. What was asked for is done then, unless it is older than a quarter of an hour. ${code('/repair')} shows what would mend it; with git, take the commit back that damaged it.`,
  },
  'state-newer-format': {
    group: 'repository',
    title: (detail) =>
      say`The state branch was written by a newer version of Signalbox${the.because(detail)}`,
    remedy: () => say`Update this one; an older version must not touch it.`,
  },
  'state-behind-trace': {
    group: 'repository',
    title: (detail) => say`The state branch is older than what Signalbox has seen${the.because(detail)}`,
    remedy: () =>
      say`It was taken back or deleted, so that numbers could be given twice. Everything stops until it is at its newest commit again: put it back with git, or see what ${code('/repair')} would do.`,
  },
  'record-too-large': {
    group: 'repository',
    title: (detail) => say`A record of the state branch would become too large${the.because(detail)}`,
    remedy: () =>
      say`Nothing was written. Outputs of jobs are what makes records large: write a link to ${code('$SIGNALBOX_OUTPUT')} instead of the thing itself, or end the release with ${code('/abort')}.`,
  },
  'missing-permission': {
    group: 'repository',
    title: (detail) =>
      detail.needed === undefined
        ? say`Signalbox may not do this here${the.because(detail)}`
        : say`The token that was at work lacks ${code(detail.needed)}`,
    remedy: () =>
      say`Grant what is missing: to the App in its settings (${code('app.yml')} lists it), to a workflow by ${code('permissions: { contents: write }')}, and without the App the others in docs/guide/install-action.md. What waits for it goes on when a job that has it comes by, a sweep at the latest.`,
  },
  'state-branch-refused': {
    group: 'repository',
    title: (detail) => say`GitHub does not let Signalbox use its state branch${the.because(detail)}`,
    remedy: () =>
      say`Nothing was done. Take out of the way what GitHub names, then push or say it again; what such a branch can stand is in docs/guide/install-action.md, “Protect the state branch”.`,
  },
  'internal-error': {
    group: 'repository',
    title: () => say`Signalbox itself stumbled over this and set it aside`,
    body: (detail) => (detail.name === undefined ? [] : [paragraph(say`Set aside: ${code(detail.name)}`)]),
    remedy: () =>
      say`Nothing was done, and nothing else is held up. Please report it with the log of that moment.`,
  },
} as const satisfies Partial<Record<ReasonCode, Message>>;
