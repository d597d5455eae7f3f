import type { ReasonCode } from '../../domain/reason.ts';
import { shortSha } from '../amounts.ts';
import type { Message } from '../message.ts';
import * as the from '../nouns.ts';
import { code, say } from '../phrase.ts';

/** Refused to a job, before it could touch anything (invariant 4). */
export const FENCE = {
  'claim-unknown': {
    group: 'fence',
    title: (detail) => say`${the.attempt(detail)} is not known`,
    remedy: () =>
      say`A deploy is started by Signalbox alone; make a release instead of running the workflow by hand.`,
  },
  'claim-stale': {
    group: 'fence',
    title: (detail) => say`${the.attempt(detail)} is over`,
    remedy: () =>
      say`A newer attempt has taken its place, or it has ended. Retry the release to run it again.`,
  },
  'claim-rerun': {
    group: 'fence',
    title: () => say`This is a re-run by hand, and those are not admitted`,
    remedy: () => say`Retry the release instead: only then is it judged again, and everybody can see it.`,
  },
  'claim-taken': {
    group: 'fence',
    title: (detail) => say`${the.attempt(detail)} belongs to another run`,
    remedy: () => say`Nothing needs to be done: one run of an attempt is enough.`,
  },
  'claim-withdrawn': {
    group: 'fence',
    title: (detail) => say`${the.attempt(detail)} was taken back`,
    remedy: () => say`A lock, hold, abort or newer release came first.`,
  },
  'claim-altered': {
    group: 'fence',
    title: (detail) => say`This job was told something else than was decided for ${the.attempt(detail)}`,
    remedy: () =>
      say`Somebody has started the workflow with an input of their own, or the config has changed since it was dispatched: then it is dispatched anew by itself.`,
  },
  'claim-wrong-commit': {
    group: 'fence',
    title: (detail) => {
      const found = detail.found === undefined ? say`Another commit` : code(shortSha(detail.found));
      return say`${found} is checked out, the release is ${the.commit(detail, say`of another one`)}`;
    },
    remedy: () =>
      say`Give the checkout ${code('ref: ${{ fromJSON(inputs.signalbox).sha }}')} and let it come before this step.`,
  },
  'claim-nothing-checked-out': {
    group: 'fence',
    title: () => say`Nothing is checked out`,
    remedy: () =>
      say`Check out ${code('${{ fromJSON(inputs.signalbox).sha }}')} before this step, so that it can see what is deployed.`,
  },
  'claim-other-branch': {
    group: 'fence',
    title: (detail) =>
      say`This run is of ${detail.ref === undefined ? say`another branch` : code(detail.ref)}, and releases are deployed by the workflows of the default branch`,
    remedy: () => say`Make a release instead of running this workflow by hand; Signalbox starts it.`,
  },
  'report-not-admitted': {
    group: 'fence',
    title: () => say`This run was not admitted, so its result does not count`,
  },
  'bad-signalbox-input': {
    group: 'fence',
    title: (detail) => say`The input ${code('signalbox')} cannot be read${the.because(detail)}`,
    remedy: () =>
      say`Signalbox fills it in when it starts the workflow; it is not made to be filled in by hand.`,
  },
  'state-behind': {
    group: 'fence',
    title: () => say`The state branch does not yet show the turn that started this run`,
    remedy: () => say`GitHub is late. Retry the release in a minute.`,
  },
} as const satisfies Partial<Record<ReasonCode, Message>>;
