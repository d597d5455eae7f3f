import type { ReasonCode } from '../../domain/reason.ts';
import type { Message } from '../message.ts';
import * as the from '../nouns.ts';
import { code, foreign, say } from '../phrase.ts';
import { named } from './waiting.ts';

/** How an attempt, an activity or a release came to its end. */
export const ENDED = {
  'run-failed': {
    group: 'ended',
    title: () => say`The workflow run failed`,
    body: the.run,
    remedy: () => say`Its log says why. Retry runs again only what failed.`,
  },
  'run-cancelled': {
    group: 'ended',
    title: (detail) => say`The workflow run was cancelled${the.by(detail)}`,
    body: the.run,
    remedy: () => say`Retry runs again only what failed.`,
  },
  'run-vanished': {
    group: 'ended',
    title: () => say`GitHub does not know the workflow run any more`,
    remedy: () => say`If the environment is still taken, unlock it.`,
  },
  'run-never-claimed': {
    group: 'ended',
    title: () => say`The workflow run ended without being admitted`,
    body: the.run,
    remedy: () =>
      say`Its log says whether it was refused. Else it did not come to the Signalbox step, which the workflow needs.`,
  },
  'report-missing': {
    group: 'ended',
    title: () => say`The workflow run ended without a report`,
    body: the.run,
    remedy: () => say`Nobody can say what it did, so the environment stays taken: look, then unlock it.`,
  },
  'outputs-too-long': {
    group: 'ended',
    title: ({ found, needed }) =>
      say`The outputs are too long${found === undefined ? [] : say`: ${foreign(found)} characters, and there is room for ${foreign(needed ?? '')}`}`,
    remedy: () =>
      say`The work was done, but what follows could not be started with them. Let the job write less, such as an address of it, and retry.`,
  },
  deadline: {
    group: 'ended',
    title: () => say`It took longer than its deadline`,
    body: the.run,
    remedy: () => say`Retry it, or raise ${code('deadline')} in the config.`,
  },
  'dispatch-refused': {
    group: 'ended',
    title: (detail) => say`GitHub did not start the workflow${the.because(detail)}`,
    remedy: () =>
      say`The workflow must exist on the default branch, with ${code('workflow_dispatch')} and the input ${code('signalbox')}. Without the App, a job of Signalbox has to come by that has ${code('actions: write')}. Then retry.`,
  },
  aborted: {
    group: 'ended',
    title: (detail) => say`It was aborted${the.by(detail)}`,
    body: (detail, now) => the.holder(detail, now),
  },
  superseded: {
    group: 'ended',
    title: (detail) => say`${the.other(detail, say`A newer release`)} has taken its place`,
  },
  'unlocked-by-person': {
    group: 'ended',
    title: (detail) => say`${the.person(detail, say`Somebody`)} unlocked the environment`,
    body: (detail, now) => the.holder(detail, now),
  },
  'cancelled-by-rollback': {
    group: 'ended',
    title: (detail) => say`A rollback stopped it${the.by(detail)}`,
  },
  'checks-deadline': {
    group: 'ended',
    title: (detail) => say`Required checks did not become green in time${named(detail, 'missing')}`,
    remedy: () => say`Retry when they are green. One that was missing to the end may have another name.`,
  },
  'input-deadline': {
    group: 'ended',
    title: (detail) =>
      say`A value did not come in time${detail.name === undefined ? [] : say`: ${foreign(detail.name)}`}`,
    remedy: () => say`Retry when it is there, or set the input by the retry.`,
  },
  'bad-expression': {
    group: 'ended',
    title: (detail) => say`An input's expression cannot be evaluated${the.because(detail)}`,
    remedy: () => say`Correct it on the default branch and make a new release, or set the input by a retry.`,
  },
  'rollback-skips-tasks': {
    group: 'ended',
    title: () => say`A rollback reuses what was built before`,
  },
  'not-in-rollback': {
    group: 'ended',
    title: () => say`The rollback is not for this environment`,
  },
} as const satisfies Partial<Record<ReasonCode, Message>>;
