import { refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import { isFinal, newestAttempt } from '../derive.ts';
import type { PlaceDetail } from '../detail.ts';
import { isUncertain } from '../environment.ts';
import { environmentsOf, occupantOf } from '../occupancy.ts';
import type { AppName, EnvironmentName } from '../names.ts';
import { spellRelease } from '../names.ts';
import type { Release } from '../release.ts';
import { holdOf, isConfigured, placesKnown } from '../left-places.ts';
import { own } from '../own.ts';
import { appState } from '../state.ts';
import { activitySpec } from '../attempts.ts';
import { pickApp, pickRelease, reachableApps } from '../targets.ts';

/** Releases that a list shows (CVX-D06 shows ten). */
const LISTED = 10;

/** `/releases`: newest first (CVX-S09, C-29). */
export function commandReleases(asked: Asked, command: Command & { name: 'releases' }): Answer {
  const app = pickApp(asked, command.app, reachableApps(asked));
  if (!app.ok) return app.answer;
  const refused = asked.permit();
  if (refused) return refused;
  const releases = appState(asked.turn.state, app.value).summaries.slice(0, LISTED);
  const [newest] = releases;
  const next = newest ? [asked.say('info', { app: app.value, release: newest.number }), '/status'] : [];
  return tell('releases-listed', { app: app.value, releases, filled: app.filled }, next);
}

/** `/status`: what runs where, what is going on there, and who waits for what (KUS-D26). */
export function commandStatus(asked: Asked, command: Command & { name: 'status' }): Answer {
  const refused = asked.permit();
  if (refused) return refused;
  const known = reachableApps(asked);
  if (command.app !== undefined && !known.includes(command.app)) {
    return refuse('no-such-app', { app: command.app, candidates: known });
  }
  const apps = command.app === undefined ? known : [command.app];
  const unreadable = command.app === undefined ? (asked.turn.state.unreadable ?? {}) : {};
  const places = apps.filter((app) => !Object.hasOwn(unreadable, app)).flatMap((app) => placesOf(asked, app));
  const broken = Object.entries(unreadable).map(([app, { file, why }]) => ({ app, file, why }));
  const next = broken.length === 0 ? helpFor(asked, places) : ['/repair'];
  const { owed } = asked.turn.state.repository;
  const lacking = [...new Set(owed.flatMap(({ lacks }) => lacks ?? []))].sort();
  const keptBack = owed.filter(({ limited }) => limited).length;
  const trouble = {
    ...(broken.length === 0 ? {} : { broken }),
    ...(lacking.length === 0 ? {} : { lacking }),
    ...(keptBack === 0 ? {} : { keptBack }),
  };
  return tell('status-listed', { places, ...trouble }, next);
}

/** @returns what helps where something waits or is uncertain, as commands to paste; four at most. */
function helpFor(asked: Asked, places: readonly PlaceDetail[]): string[] {
  const commands = places.flatMap((place) => {
    const { app, environment, state, occupant, waiting } = place;
    if (isUncertain(state) && state.lastTouch !== null && occupant === null) {
      return [
        asked.say('retry', { app, release: state.lastTouch.release }),
        asked.say('rollback', { app, environment }),
      ];
    }
    if (state.lastTouch?.outcome === 'unknown') return [asked.say('unlock', { app, environment })];
    const open = asked.turn.loadedReleases(app).filter(({ status }) => !isFinal(status));
    const isGoingOn = occupant !== null || waiting.length > 0;
    return isGoingOn ? open.slice(-1).map(({ number }) => asked.say('info', { app, release: number })) : [];
  });
  return [...new Set([...commands, '/releases'])].slice(0, 4);
}

/** `/info vN`: one release with everything about it (CVX-S11, KUS-D20). */
export function commandInfo(asked: Asked, command: Command & { name: 'info' }): Answer {
  const picked = pickRelease(
    asked,
    command,
    () => false,
    () => tell('nothing-to-do'),
  );
  if (!picked.ok) return picked.answer;
  const refused = asked.permit();
  if (refused) return refused;
  const shown = picked.value;
  const next = nextAbout(asked, shown);
  const release = spellRelease(shown, asked.turn.severalApps);
  return tell('release-shown', { release, shown, filled: picked.filled }, next);
}

/** @returns what can be done about this release now; going back to it only where something else has come since. */
function nextAbout(asked: Asked, shown: Release): string[] {
  const about = { app: shown.app, release: shown.number };
  if (!isFinal(shown.status)) {
    const onward = onwardFor(asked, shown);
    const usual = onward.length === 0 ? [asked.say(shown.hold ? 'resume' : 'hold', about)] : [];
    return [...onward, ...usual, asked.say('abort', about)];
  }
  if (shown.status === 'superseded') return ['/releases'];
  if (shown.status !== 'succeeded') return [asked.say('retry', about)];
  const isLeft = environmentsOf(shown).some(
    (name) => asked.turn.environment(shown.app, name).lastTouch?.release !== shown.number,
  );
  return [isLeft ? asked.say('rollback', about) : '/status'];
}

/** @returns what sends a release on that waits for a person. */
function onwardFor(asked: Asked, shown: Release): string[] {
  const about = { app: shown.app, release: shown.number };
  if (shown.draft) return [asked.say('promote', about)];
  const activities = shown.phases.flatMap((phase) => phase.activities);
  return activities.flatMap((activity) => {
    const spec = activitySpec(shown, activity.name);
    const attempt = newestAttempt(activity);
    if (spec?.kind !== 'deploy') return [];
    const { environment } = spec;
    if (attempt?.status === 'unknown') return [asked.say('unlock', { app: shown.app, environment })];
    const isPinned = attempt?.waiting?.for === 'environment-pinned';
    return isPinned ? [asked.say('promote', { ...about, environment })] : [];
  });
}

/** `/help`: the commands, and how this repository is set up. */
export function commandHelp(asked: Asked, command: Command & { name: 'help' }): Answer {
  const topic = command.topic === undefined ? {} : { topic: command.topic };
  return tell('help', { ...topic, environments: Object.keys(asked.policy.environments) }, []);
}

function placesOf(asked: Asked, app: AppName): PlaceDetail[] {
  const { policy, turn } = asked;
  const configured = own(policy.apps, app) ? Object.keys(policy.environments) : [];
  const others = placesKnown(turn.state, app).filter((each) => !configured.includes(each));
  // What left the config is shown as long as somebody has to do with it.
  const left = others.filter(
    (each) => holdOf(turn.state, app, each) !== null || waitingFor(asked, app, each).length > 0,
  );
  return [...configured, ...left].map((environment) => placeOf(asked, app, environment));
}

function placeOf(asked: Asked, app: AppName, environment: EnvironmentName): PlaceDetail {
  const { turn } = asked;
  const occupant = occupantOf(turn.state, app, environment);
  return {
    app,
    environment,
    ...(isConfigured(asked.policy, app, environment) ? {} : { left: true as const }),
    state: turn.environment(app, environment),
    occupant: occupant
      ? {
          release: spellRelease(occupant.release, turn.severalApps),
          since: occupant.attempt.dispatchedAt ?? occupant.attempt.createdAt,
          run: occupant.attempt.run?.url ?? null,
        }
      : null,
    waiting: waitingFor(asked, app, environment),
  };
}

function waitingFor(asked: Asked, app: AppName, environment: EnvironmentName): PlaceDetail['waiting'] {
  return asked.turn.loadedReleases(app).flatMap((release) =>
    release.phases
      .flatMap((phase) => phase.activities)
      .flatMap((activity) => {
        const spec = activitySpec(release, activity.name);
        const waiting = newestAttempt(activity)?.waiting;
        if (spec?.kind !== 'deploy' || spec.environment !== environment || !waiting) return [];
        const name = spellRelease(release, asked.turn.severalApps);
        return [{ release: name, status: release.status, for: waiting.for }];
      }),
  );
}
