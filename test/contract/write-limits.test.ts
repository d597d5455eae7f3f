import { onTestFinished, expect, test } from 'vitest';
import { readFolder } from '../../src/sandbox/play/read-folder.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import type { Place } from '../../src/app/repositories.ts';
import { BusyInstallation } from '../support/busy-installation.ts';

const ENVIRONMENTS = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu'.split(' ');
const CONFIG = `signalbox: 1\nenvironments: { ${ENVIRONMENTS.map((name) => `${name}: {}`).join(', ')} }\n`;
/** A push needs a write for each environment, and three to begin: more than GitHub takes in a minute. */
const PUSHES = 6;

test(
  'at the limits of GitHub releases go first, and all else follows in order',
  { timeout: 240_000 },
  async () => {
    const { '.github/workflows/deploy.yml': deploy = '' } = await readFolder('examples/hello');
    const files = { '.github/signalbox.yml': CONFIG, '.github/workflows/deploy.yml': deploy };
    const busy = await BusyInstallation.open(PUSHES + 1, files);
    onTestFinished(() => busy.close());
    const places = busy.places.slice(0, PUSHES);
    const [urgent] = busy.places.slice(PUSHES);
    if (!urgent) throw new Error('there is a repository for it');

    const pushed = new Map<Place, string>();
    for (const place of places) pushed.set(place, await busy.push(place));
    await busy.sandbox.waitFor(() => dispatches(busy).length === PUSHES);
    await busy.atRest();
    // All releases are on their way, and a part of what only shows them is not.
    const keptBack = (await Promise.all(places.map((place) => busy.owed(place)))).flat();
    expect(keptBack.filter(({ limited }) => limited).length).toBeGreaterThan(0);
    for (const [place, sha] of pushed) {
      const shown = await statuses(busy, place, sha);
      expect(shown.toSorted()).toEqual(contexts(place).slice(0, shown.length).toSorted());
    }

    // Whoever pushes now waits for none of that.
    pushed.set(urgent, await busy.push(urgent));
    await busy.sandbox.waitFor(() => dispatches(busy).length === PUSHES + 1);

    // And whoever asks is told, as soon as GitHub takes the answer.
    const waiting = await lastThatWaits(busy, places);
    const asked = await busy.says(waiting, '/status');
    await busy.atRest();
    const isAnswered = async (): Promise<boolean> => (await replies(busy, waiting, asked)).length > 0;
    for (let looks = 0; looks < 4 && !(await isAnswered()); looks += 1) await busy.pass(30);
    expect((await replies(busy, waiting, asked)).join('\n')).toContain(
      'GitHub limits how much may be written',
    );

    for (let minutes = 0; minutes < 30 && (await owedBy(busy, [...pushed.keys()])) > 0; minutes += 1) {
      await busy.pass(60);
    }
    for (const [place, sha] of pushed) {
      expect((await statuses(busy, place, sha)).toSorted()).toEqual(contexts(place).toSorted());
    }
    expect(await replies(busy, waiting, asked)).toHaveLength(1);
    expect(busy.sandbox.requests.filter(({ status }) => status === 403 || status === 429)).toEqual([]);
    expect(busy.sandbox.problems).toEqual([]);
  },
);

function dispatches(busy: BusyInstallation): readonly LoggedRequest[] {
  return busy.sandbox.requests.filter(({ route }) => route.endsWith('/dispatches'));
}

/** In the order in which they are owed. */
function contexts({ repo }: Place): readonly string[] {
  return ENVIRONMENTS.map((name) => `signalbox/${repo}/${name}`);
}

async function lastThatWaits(busy: BusyInstallation, places: readonly Place[]): Promise<Place> {
  for (const place of places.toReversed()) {
    if ((await busy.owed(place)).some(({ limited }) => limited)) return place;
  }
  throw new Error('nothing is kept back');
}

async function owedBy(busy: BusyInstallation, places: readonly Place[]): Promise<number> {
  const owed = await Promise.all(places.map((place) => busy.owed(place)));
  return owed.flat().length;
}

async function statuses(busy: BusyInstallation, place: Place, sha: string): Promise<readonly string[]> {
  const path = `/repos/${busy.repository(place).fullName}/commits/${sha}/statuses?per_page=100`;
  const all = (await busy.sandbox.as('mona').rest('GET', path)) as unknown as readonly { context: string }[];
  return [...new Set(all.map(({ context }) => context))];
}

async function replies(busy: BusyInstallation, place: Place, comment: number): Promise<readonly string[]> {
  const path = `/repos/${busy.repository(place).fullName}/issues/comments?per_page=100`;
  const all = (await busy.sandbox.as('mona').rest('GET', path)) as unknown as readonly { body: string }[];
  return all.flatMap(({ body }) => (body.includes(`reply:comment:${String(comment)}`) ? [body] : []));
}
