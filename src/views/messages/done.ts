import { shortRef } from '../amounts.ts';
import { list, paragraph } from '../block.ts';
import type { Message } from '../message.ts';
import * as the from '../nouns.ts';
import { code, foreign, joined, say, strong } from '../phrase.ts';
import type { ReasonCode } from '../../domain/reason.ts';

/** Something changed as asked. */
export const DONE = {
  repaired: {
    group: 'done',
    title: () => say`The state branch is mended`,
    body: the.repairs,
    remedy: () => say`What was due meanwhile is done now.`,
  },
  'release-created': {
    group: 'done',
    title: (detail) => {
      const from = detail.ref === undefined ? [] : say` on ${code(shortRef(detail.ref))}`;
      return say`${the.release(detail)} is made from ${the.commit(detail, say`a commit`)}${from}`;
    },
  },
  'release-advanced': {
    group: 'done',
    title: (detail) => say`${the.release(detail)} went on`,
  },
  'release-activated': {
    group: 'done',
    title: (detail) => say`${the.release(detail)} is on its way`,
  },
  promoted: {
    group: 'done',
    title: (detail) => say`${the.release(detail)} goes on to ${the.place(detail, say`its environments`)}`,
    remedy: () => say`A pin there is gone: later releases follow by themselves.`,
  },
  'rollback-created': {
    group: 'done',
    title: (detail) => {
      const release = the.release(detail, say`A new release`);
      return say`${release} takes ${the.place(detail, say`the environment`)} back to ${the.other(detail)}`;
    },
    body: (detail) => [
      ...(detail.moves?.length
        ? [
            list(
              detail.moves.map(({ environment, from, to }) => ({
                phrase: say`${code(environment)}: ${from === null ? say`nothing` : foreign(from)} goes, ${foreign(to)} comes`,
              })),
            ),
          ]
        : []),
      paragraph(
        say`It has the commit, outputs, config vars and inputs of ${the.other(detail, say`the earlier release`)}; nothing is built anew. ${strong(say`Data is not rolled back.`)}`,
      ),
    ],
    remedy: () => say`Pinned: later releases stop before it until somebody unpins it or promotes one.`,
  },
  unlocked: {
    group: 'done',
    title: (detail) => say`${the.place(detail)} is free`,
    body: (detail) =>
      detail.release === undefined
        ? []
        : [
            paragraph(say`${the.attempt(detail, foreign(detail.release))} has ended as failed there.`),
            ...the.run(detail),
          ],
    remedy: () => say`What waits for it goes on by itself.`,
  },
  'lock-removed': {
    group: 'done',
    title: (detail) => say`The lock on ${the.place(detail, say`the environment`)} is gone`,
    body: (detail, now) => [...the.holder(detail, now, say`It was set by`), ...the.undone(detail)],
    remedy: () => say`What waits for it goes on by itself.`,
  },
  'cancel-requested': {
    group: 'done',
    title: (detail) => say`${the.runThere(detail)} is being cancelled`,
    body: the.run,
    remedy: () => say`The environment is free once GitHub says that the run has ended.`,
  },
  'locked-now': {
    group: 'done',
    title: (detail) => say`${the.place(detail)} is locked`,
    body: (detail, now) => [...the.holder(detail, now), ...the.underWay(detail)],
    remedy: () => say`Releases wait before it and go on by themselves when it is free.`,
  },
  'pinned-now': {
    group: 'done',
    title: (detail) => say`${the.place(detail)} stays on ${the.other(detail, say`the release it runs`)}`,
    body: (detail, now) => [...the.holder(detail, now), ...the.underWay(detail)],
    remedy: () => say`Later releases stop before it until somebody unpins it or promotes one.`,
  },
  unpinned: {
    group: 'done',
    title: (detail) => say`${the.place(detail)} takes new releases again`,
    body: ({ going = [] }) =>
      going.length === 0 ? [] : [paragraph(say`What waited goes on now: ${joined(going.map(foreign))}.`)],
  },
  retried: {
    group: 'done',
    title: (detail) => say`${the.release(detail)} runs ${the.activity(detail, say`what failed`)} again`,
    remedy: () => say`What succeeded is not run again; the earlier attempts stay on record.`,
  },
  'abort-requested': {
    group: 'done',
    title: (detail) => say`${the.release(detail)} is being aborted`,
    body: the.underWay,
    remedy: () => say`It ends once GitHub says that its runs have ended.`,
  },
  'aborted-now': {
    group: 'done',
    title: (detail) => say`${the.release(detail)} is aborted`,
    body: the.underWay,
  },
  held: {
    group: 'done',
    title: (detail) => say`${the.release(detail)} is on hold`,
    body: (detail, now) => [...the.holder(detail, now), ...the.underWay(detail)],
    remedy: () => say`Nothing new starts until somebody resumes it.`,
  },
  resumed: {
    group: 'done',
    title: (detail) => say`${the.release(detail)} goes on`,
  },
  claimed: {
    group: 'done',
    title: (detail) => say`${the.attempt(detail)} is admitted`,
  },
  reported: {
    group: 'done',
    title: (detail) => say`The result of ${the.attempt(detail, say`the attempt`)} is on record`,
  },
} as const satisfies Partial<Record<ReasonCode, Message>>;
