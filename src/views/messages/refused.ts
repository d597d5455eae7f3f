import type { Detail } from '../../domain/detail.ts';
import { PER_PERSON } from '../../domain/outcomes.ts';
import type { ReasonCode } from '../../domain/reason.ts';
import { moment, roughly } from '../amounts.ts';
import { paragraph } from '../block.ts';
import type { Message } from '../message.ts';
import * as the from '../nouns.ts';
import { code, foreign, listed, say } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { MISSPELT } from './misspelt.ts';
import { checks, named } from './waiting.ts';

/** Refused: who, what, when. */
export const REFUSED = {
  'not-permitted': {
    group: 'refused',
    title: (detail) => say`${the.person(detail, say`You`)} may not do that${where(detail)}`,
    body: (detail) => [
      paragraph(say`Needed: the role ${needed(detail)}. Found: ${found(detail, say`less than that`)}.`),
    ],
    remedy: () => say`Ask somebody who may.`,
  },
  'teams-unreadable': {
    group: 'refused',
    title: (detail) =>
      say`GitHub does not show who is in ${the.name(detail, say`the team that may do that`)}`,
    body: (detail) => [
      paragraph(say`Needed: ${needed(detail)}. Found: ${found(detail, say`no other way to it`)}.`),
    ],
    remedy: () =>
      say`Give the App the permission to read members of the organisation, or the Action a ${code('team-token')}.`,
  },
  ...MISSPELT,
  'say-it-again': {
    group: 'refused',
    title: () => say`That was written too long ago to be carried out now`,
    remedy: () => say`Things may have changed since. If you still want it, say it again.`,
  },
  'too-many-commands': {
    group: 'refused',
    title: (detail) => say`${the.person(detail, say`You`)} commanded more than one person may in that time`,
    body: ({ until }) =>
      until === undefined ? [] : [paragraph(say`The next command is heard after ${moment(until)}.`)],
    remedy: () =>
      say`Per person, ${listed(PER_PERSON.map(({ within, commands }) => say`${commands} commands in ${roughly(within)}`))} are carried out; what is beyond is not answered any more. Questions like ${code('/status')} do not count.`,
  },
  'repair-changed': {
    group: 'refused',
    title: () => say`The state branch is not what was shown under that token any more`,
    body: the.repairs,
    remedy: () => say`Nothing was changed. If this is right, say it with the new token.`,
  },
  'repair-by-hand': {
    group: 'refused',
    title: () => say`No repair knows what belongs there`,
    body: the.repairs,
    remedy: () => say`Somebody has to mend it with git. Other apps go on meanwhile.`,
  },
  busy: {
    group: 'refused',
    title: () => say`Too many commands came in at once`,
    remedy: () => say`Say it again in a few minutes.`,
  },
  'target-changed': {
    group: 'refused',
    title: () => say`What you meant has changed since you wrote that`,
    remedy: () => say`Nothing was done. Name the release, so that nobody has to guess.`,
  },
  'which-app': {
    group: 'refused',
    title: () => say`Which app?`,
    body: (detail) => the.choices('One of', detail.candidates),
  },
  'which-release': {
    group: 'refused',
    title: () => say`Which release?`,
    body: (detail) => the.choices('One of', detail.candidates),
  },
  'which-environment': {
    group: 'refused',
    title: () => say`Which environment?`,
    body: (detail) => the.choices('One of', detail.candidates),
  },
  'no-such-app': {
    group: 'refused',
    title: (detail) =>
      say`There is no app ${detail.app === undefined ? say`of that name` : code(detail.app)}`,
    body: (detail) => the.choices('There are', detail.candidates),
  },
  'no-such-release': {
    group: 'refused',
    title: (detail) => say`There is no release ${the.release(detail, say`of that number`)}`,
    body: (detail) => the.choices('Candidates', detail.candidates),
  },
  'no-such-environment': {
    group: 'refused',
    title: (detail) =>
      say`There is no environment ${detail.environment === undefined ? say`of that name` : code(detail.environment)}`,
    body: (detail) => the.choices('There are', detail.environments),
  },
  'no-such-activity': {
    group: 'refused',
    title: (detail) => say`${the.release(detail)} has no activity ${the.activity(detail, say`of that name`)}`,
    body: (detail) => the.choices('There are', detail.candidates),
  },
  'no-such-ref': {
    group: 'refused',
    title: (detail) => say`There is no branch, tag or commit ${the.ref(detail, say`of that name`)}`,
  },
  'not-watched': {
    group: 'refused',
    title: (detail) => say`${the.ref(detail)} is on no branch or tag that is released from`,
    remedy: () =>
      say`The config says in ${code('release-on')} which ones are. Merge the commit there, or tag it.`,
  },
  'duplicate-release': {
    group: 'refused',
    title: (detail) =>
      say`${the.commit(detail, say`That commit`)} is released already, as ${the.other(detail)}`,
    remedy: () => say`${code('--force')} makes a second release of it.`,
  },
  'checks-failed': {
    group: 'refused',
    title: (detail) => say`Required checks failed${named(detail, 'failure')}`,
    body: checks,
    remedy: () => say`Fix the commit, or run the checks again on it and retry.`,
  },
  'never-succeeded-there': {
    group: 'refused',
    title: (detail) =>
      say`${the.release(detail)} never succeeded in ${the.place(detail, say`that environment`)}`,
    body: (detail) => the.choices('These did', detail.candidates),
    remedy: () => say`A rollback only goes back to what has worked there.`,
  },
  'no-rollback-target': {
    group: 'refused',
    title: (detail) => say`Nothing earlier has succeeded in ${the.place(detail, say`that environment`)}`,
    remedy: () => say`There is nothing to go back to. Release the commit that shall run there.`,
  },
  'rollback-targets-differ': {
    group: 'refused',
    title: (detail) => say`${the.place(detail, say`The environments`)} would go back to different releases`,
    body: (detail) => the.choices('One command for each', detail.candidates),
  },
  'already-running-there': {
    group: 'refused',
    title: (detail) =>
      say`${the.release(detail)} runs in ${the.place(detail, say`that environment`)} already`,
  },
  'pinned-by-rollback': {
    group: 'refused',
    title: (detail) => say`${the.place(detail)} was rolled back${before(detail)} and is pinned`,
    body: (detail, now) => [
      ...the.holder(detail, now),
      ...the.choices('To go back further', detail.candidates),
    ],
    remedy: ({ candidates = [] }) =>
      candidates.length > 0
        ? say`A second rollback must name its release, so that nobody goes back twice by accident.`
        : say`Nothing that succeeded there lies further back.`,
  },
  'release-at-work': {
    group: 'refused',
    title: (detail) =>
      say`${the.other(detail, the.release(detail, say`Another release`))} is at work in ${the.place(detail, say`the environment`)}`,
    body: (detail, now) => the.atWork(detail, now),
    remedy: () => say`Wait for its end, or stop it first with ${code('--cancel')}.`,
  },
  'release-not-reached': {
    group: 'refused',
    title: (detail) =>
      say`${the.release(detail)} has not come to ${the.place(detail, say`that environment`)} yet`,
    remedy: () => say`Earlier phases come first.`,
  },
  'release-final': {
    group: 'refused',
    title: (detail) => say`${the.release(detail)} has come to its end${as(detail)}`,
    remedy: ({ found: status = '' }) =>
      ['failed', 'aborted', 'partially-succeeded'].includes(status)
        ? say`What did not succeed can be run again by a retry.`
        : say`What succeeded or was superseded stays as it is; make a new release instead.`,
  },
  'release-not-failed': {
    group: 'refused',
    title: (detail) => say`Nothing in ${the.release(detail, say`the release`)} has failed`,
  },
  'newer-attempted': {
    group: 'refused',
    title: (detail) =>
      say`${the.other(detail, say`A newer release`)} has been in ${the.place(detail, say`the environment`)} since`,
    remedy: () => say`An environment goes back only by a rollback.`,
  },
  'run-alive': {
    group: 'refused',
    title: (detail) => say`${the.runThere(detail)} is alive`,
    body: (detail, now) => the.atWork(detail, now),
    remedy: () => say`Wait for its end, or cancel it with ${code('--cancel')}.`,
  },
  'no-environments': {
    group: 'refused',
    title: () => say`The process deploys to no environment`,
    remedy: () => say`Add a ${code('deploy')} to a phase in the config.`,
  },
} as const satisfies Partial<Record<ReasonCode, Message>>;

function where(detail: Detail): Phrase {
  return detail.environment === undefined && !detail.environments?.length
    ? []
    : say` in ${the.place(detail)}`;
}

function needed(detail: Detail): Phrase {
  return detail.needed === undefined ? say`another role` : foreign(detail.needed);
}

function found(detail: Detail, otherwise: Phrase): Phrase {
  return detail.found === undefined ? otherwise : foreign(detail.found);
}

function before(detail: Detail): Phrase {
  return detail.other === undefined ? say` before` : say` to ${foreign(detail.other)}`;
}

function as(detail: Detail): Phrase {
  return detail.found === undefined ? [] : say`: ${foreign(detail.found)}`;
}
