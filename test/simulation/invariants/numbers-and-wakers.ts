import { isFinal, isLive } from '../../../src/domain/derive.ts';
import type { Release } from '../../../src/domain/release.ts';
import type { State } from '../../../src/domain/state.ts';
import type { CheckerMaker } from '../watch.ts';
import { attemptsOf, nameOf } from './attempts-of.ts';

/** Only a person ends these, or the end of what holds the place. */
const FOR_A_PERSON = [
  'on-hold',
  'environment-locked',
  'environment-pinned',
  'environment-taken',
  'former-place-held',
  'app-unknown',
];

/** Numbers have no gaps; everything waiting says what for, and in the end nothing waits but for a person. */
export const numbersAndWakers: CheckerMaker = ({ fail }) => ({
  invariant: '13 numbers have no gaps, and everything waiting has a waker',
  committed: ({ front, before, after, changed }) => {
    for (const { name, nextNumber } of Object.values(after.apps)) {
      const first = before.apps[name]?.nextNumber ?? 1;
      const made = changed.flatMap((each) =>
        each.before === null && each.after.app === name && each.after.number >= first
          ? [each.after.number]
          : [],
      );
      const wanted = Array.from({ length: nextNumber - first }, (_, index) => first + index);
      const numbers = made.sort((a, b) => a - b).join(' ');
      if (numbers !== wanted.join(' ')) {
        fail(`${name} made ${numbers || 'nothing'}, and counts on to ${nextNumber}`);
      }
    }
    // The other front only records; the performer looks what it waits for.
    if (front !== after.meta.performer) return;
    for (const { after: release } of changed) for (const what of attemptFaults(release)) fail(what);
  },
  settled: (state) => {
    for (const what of [...owedFaults(state), ...waitingFaults(state), ...lockFaults(state)]) fail(what);
  },
  over: (state) => {
    for (const what of owedFaults(state)) fail(what);
    const open = Object.values(state.releases).filter(({ status }) => !isFinal(status));
    for (const { app, number, status } of open) fail(`${app} v${number} stays ${status}, whatever people do`);
  },
});

function attemptFaults(release: Release): string[] {
  return attemptsOf(release).flatMap((found) => {
    const { status, waiting, deadline, admitted } = found.attempt;
    const name = nameOf(found);
    if (status === 'waiting' && !waiting && !isFinal(release.status)) return [`${name} waits for nothing`];
    if (status !== 'waiting' && waiting) return [`${name} is ${status} and waits for ${waiting.for}`];
    if ((status === 'pending' || status === 'running') && deadline === undefined) {
      return [`${name} has no deadline`];
    }
    if (status === 'succeeded' && !admitted) return [`${name} succeeded, and nobody was admitted`];
    if (isFinal(release.status) && (status === 'waiting' || isLive(found.attempt))) {
      return [`${name} is ${status}, and its release is ${release.status}`];
    }
    return [];
  });
}

function owedFaults({ repository }: State): string[] {
  return repository.owed.map(({ effect, leaseUntil }) => `${effect.id} stays owed (until ${leaseUntil})`);
}

function waitingFaults(state: State): string[] {
  return Object.values(state.releases)
    .filter(({ status }) => !isFinal(status))
    .flatMap((release) => {
      const { app, number, status, draft } = release;
      const found = attemptsOf(release);
      const stuck = found.filter(
        ({ attempt }) => attempt.status === 'pending' || attempt.status === 'running',
      );
      if (stuck[0]) return [`${nameOf(stuck[0])} stays ${stuck[0].attempt.status}, and no run is left`];
      const vain = found.filter(
        ({ attempt }) => attempt.status === 'waiting' && !FOR_A_PERSON.includes(attempt.waiting?.for ?? ''),
      );
      if (vain[0]) return [`${nameOf(vain[0])} still waits for ${vain[0].attempt.waiting?.for}`];
      const isForPerson = found.some(({ attempt }) => ['waiting', 'unknown'].includes(attempt.status));
      return draft || isForPerson ? [] : [`${app} v${number} is ${status} and waits for nobody`];
    });
}

function lockFaults({ meta, apps }: State): string[] {
  return Object.values(apps).flatMap(({ name, environments }) =>
    Object.entries(environments).flatMap(([place, { lock }]) =>
      lock?.until !== undefined && lock.until <= meta.at
        ? [`${place} of ${name} is locked until ${lock.until}`]
        : [],
    ),
  );
}
