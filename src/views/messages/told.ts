import type { ReasonCode } from '../../domain/reason.ts';
import { commandNamed } from '../../commands/table.ts';
import type { Message } from '../message.ts';
import * as the from '../nouns.ts';
import { code, foreign, say } from '../phrase.ts';

/** The answer to a query, or a friendly "nothing to do". */
export const TOLD = {
  'repair-planned': {
    group: 'told',
    title: () => say`This is wrong with the state branch, and this would be done`,
    body: the.repairs,
    remedy: () => say`Nothing was changed.`,
  },
  'nothing-to-repair': {
    group: 'told',
    title: () => say`The state branch is whole: there is nothing to repair`,
  },
  help: {
    group: 'told',
    title: ({ topic = '' }) => {
      const command = commandNamed(topic.replace(/^\//, ''));
      return command === null ? say`What Signalbox understands` : say`How ${code(`/${command}`)} works`;
    },
  },
  'releases-listed': {
    group: 'told',
    title: (detail) => (detail.app === undefined ? say`Releases` : say`Releases of ${foreign(detail.app)}`),
  },
  'status-listed': {
    group: 'told',
    title: () => say`What runs where`,
  },
  'release-shown': {
    group: 'told',
    title: (detail) => say`${the.release(detail, say`A release`)} in full`,
  },
  'nothing-to-do': {
    group: 'told',
    title: () => say`There is nothing to do`,
  },
  'nothing-to-unlock': {
    group: 'told',
    title: (detail) =>
      detail.environment === undefined
        ? say`No environment is held: neither by a run nor by a lock`
        : say`${the.place(detail)} is free already: neither a run nor a lock holds it`,
  },
  'already-locked': {
    group: 'told',
    title: (detail) => say`${the.place(detail)} is already locked${the.by(detail)}`,
    body: (detail, now) => the.holder(detail, now),
  },
  'not-pinned': {
    group: 'told',
    title: (detail) => say`${the.place(detail)} is not pinned`,
  },
  'already-pinned': {
    group: 'told',
    title: (detail) =>
      say`${the.place(detail)} is already pinned${detail.other === undefined ? [] : say` to ${foreign(detail.other)}`}`,
    body: (detail, now) => the.holder(detail, now),
  },
  'not-held': {
    group: 'told',
    title: (detail) => say`${the.release(detail)} is not on hold`,
  },
  'already-held': {
    group: 'told',
    title: (detail) => say`${the.release(detail)} is already on hold`,
    body: (detail, now) => the.holder(detail, now),
  },
  'already-claimed': {
    group: 'told',
    title: (detail) => say`${the.attempt(detail)} was admitted to this run before`,
  },
  'already-reported': {
    group: 'told',
    title: (detail) => say`The result of ${the.attempt(detail, say`the attempt`)} was on record before`,
  },
} as const satisfies Partial<Record<ReasonCode, Message>>;
