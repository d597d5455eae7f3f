import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LiveCommentEffect } from '../../src/domain/effect.ts';
import type { Outcome } from '../../src/domain/state.ts';
import { withEnvironment } from '../../src/domain/state.ts';
import type { AttemptStatus } from '../../src/domain/attempt.ts';
import type { Projections } from '../../src/domain/release.ts';
import type { Head, ProjectionEffect, Shown } from '../../src/reporter/reporter.ts';
import { ReporterUnavailable } from '../../src/reporter/reporter.ts';
import type { ReporterPlace } from './reporter-place.ts';
import { headOf, outcome, releaseAs, replyTo } from './reporter-place.ts';

/** What every `Reporter` must do, whoever looks. */
export function reporterContract(name: string, open: () => Promise<ReporterPlace>): void {
  describe(`reporter: ${name}`, () => {
    let place: ReporterPlace;
    /** Each test has a release of its own, so that none sees another's projections. */
    let number = 0;

    beforeAll(async () => {
      place = await open();
    });
    afterAll(() => place.close());
    beforeEach(() => {
      number += 1;
    });

    const statusEffect = (): ProjectionEffect => ({
      kind: 'status',
      id: `status:web/${number}/production`,
      ...at(),
    });
    const deploymentEffect = (): ProjectionEffect => ({
      kind: 'deployment',
      id: `deployment:web/${number}/production`,
      ...at(),
    });
    const at = () => ({ app: 'web', release: number, environment: 'production' });
    const live = (pull: number): LiveCommentEffect => ({
      kind: 'live-comment',
      id: `comment:web/${number}/${pull}`,
      app: 'web',
      release: number,
      pull,
    });

    const head = (status: AttemptStatus, projections: Partial<Projections> = {}): Head =>
      headOf(releaseAs(place.sha, number, status, projections));

    async function show(effect: ProjectionEffect, shown: Head, doubtful = false): Promise<Shown> {
      return await place.reporter.show(effect, shown, doubtful);
    }

    async function written(effect: ProjectionEffect, shown: Head, doubtful = false) {
      const outcome = await show(effect, shown, doubtful);
      if (outcome.kind !== 'written') throw new Error(JSON.stringify(outcome));
      return outcome;
    }

    test('a status says how the release stands in its environment', async () => {
      await written(statusEffect(), head('running'));
      const context = 'signalbox/web/production';
      expect((await place.statuses())[context]).toMatchObject({ state: 'pending' });
      await written(statusEffect(), head('succeeded'));
      expect((await place.statuses())[context]).toMatchObject({ state: 'success' });
      await written(statusEffect(), head('failed'));
      expect((await place.statuses())[context]).toMatchObject({ state: 'failure' });
    });

    test('what is remembered as written is not written again', async () => {
      const { digest } = await written(statusEffect(), head('running'));
      const remembering = head('running', { statuses: { production: digest } });
      expect(await show(statusEffect(), remembering)).toEqual({ kind: 'unchanged' });
      expect((await written(statusEffect(), remembering, true)).digest).toBe(digest);
    });

    test('a deployment is created once and then followed', async () => {
      const first = await written(deploymentEffect(), head('running'));
      const remembering = { production: { id: first.ref ?? '', digest: first.digest } };
      const second = await written(deploymentEffect(), head('succeeded', { deployments: remembering }));
      expect(second.ref).toBe(first.ref);
      const [own, ...others] = (await place.deployments()).filter(({ id }) => id === first.ref);
      expect(own).toMatchObject({ environment: 'production', states: ['in_progress', 'success'] });
      expect(others).toEqual([]);
    });

    test('a deployment whose id was lost is found, not created again', async () => {
      place.failNext('lost');
      await expect(show(deploymentEffect(), head('running'))).rejects.toThrow(ReporterUnavailable);
      const before = await place.deployments();
      const { ref } = await written(deploymentEffect(), head('running'), true);
      expect((await place.deployments()).map(({ id }) => id)).toEqual(before.map(({ id }) => id));
      expect(before.map(({ id }) => id)).toContain(ref);
    });

    test('what a release replaced is shown as replaced, once', async () => {
      const earlier = await written(deploymentEffect(), head('succeeded'));
      const [replaced, by] = [number, (number += 1)].map((release) => ({
        release,
        sha: place.sha,
        at: '2026-11-20T12:00:00Z',
      }));
      if (!replaced || !by) throw new Error('two releases were just numbered');
      const shown = head('succeeded');
      const successes = { pointer: by, successes: [by, replaced] };
      const after = { ...shown, state: withEnvironment(shown.state, 'web', 'production', successes) };
      const newer = await written(deploymentEffect(), after);
      await written(deploymentEffect(), after, true);
      const states = new Map((await place.deployments()).map((each) => [each.id, each.states]));
      expect(states.get(earlier.ref ?? '')).toEqual(['success', 'inactive']);
      expect(states.get(newer.ref ?? '')).toEqual(['success']);
    });

    test('a live comment is one comment, edited', async () => {
      const pull = await place.newPull();
      const first = await written(live(pull), head('running'));
      const remembering = { [String(pull)]: { id: first.ref ?? '', digest: first.digest } };
      expect(await show(live(pull), head('running', { comments: remembering }))).toEqual({
        kind: 'unchanged',
      });
      const [before] = await place.comments(pull);
      const second = await written(live(pull), head('succeeded', { comments: remembering }));
      const after = await place.comments(pull);
      expect(after.map(({ id }) => id)).toEqual([first.ref]);
      expect(second.ref).toBe(first.ref);
      expect(after[0]?.body).not.toBe(before?.body);
    });

    test('a live comment whose id was lost is found by its marker', async () => {
      const pull = await place.newPull();
      place.failNext('lost');
      await expect(show(live(pull), head('running'))).rejects.toThrow(ReporterUnavailable);
      const before = await place.comments(pull);
      const { ref } = await written(live(pull), head('running'), true);
      expect(before.map(({ id }) => id)).toEqual([ref]);
      expect(await place.comments(pull)).toEqual(before);
    });

    test("[A16] a marker in somebody else's comment is not ours", async () => {
      const pull = await place.newPull();
      const { ref } = await written(live(pull), head('running'));
      const body = (await place.comments(pull))[0]?.body ?? '';
      const other = await place.newPull();
      const copied = await place.comment(other, body.replaceAll(`/${pull}`, `/${other}`));
      const own = await written(live(other), head('running'), true);
      expect(own.ref).not.toBe(copied);
      expect(own.ref).not.toBe(ref);
    });

    test('a live comment that somebody deleted is written anew', async () => {
      const pull = await place.newPull();
      const { ref, digest } = await written(live(pull), head('running'));
      await place.removeComment(ref ?? '');
      const remembering = { [String(pull)]: { id: ref ?? '', digest } };
      await written(live(pull), head('succeeded', { comments: remembering }));
      expect(await place.comments(pull)).toHaveLength(1);
    });

    test('a notice is a comment of its own, and doubt does not make two', async () => {
      const pull = await place.newPull();
      const { kind: _, ...of } = live(pull);
      const notice: ProjectionEffect = {
        ...of,
        kind: 'notice',
        id: `notice:web/${number}/${pull}/failed/1`,
        about: 'failed',
      };
      const first = await written(notice, head('failed'));
      const again = await written(notice, head('failed'), true);
      expect(again.ref).toBe(first.ref);
      expect(await place.comments(pull)).toHaveLength(1);
    });

    test('a command is acknowledged, answered once, and marked with how it went', async () => {
      const pull = await place.newPull();
      const comment = await place.comment(pull, '/rollback');
      await place.reporter.acknowledge(comment);
      expect(await place.reactions(comment)).toEqual(['eyes']);
      const effect = replyTo(pull, comment);
      const answered = headOf(
        releaseAs(place.sha, number, 'running'),
        outcome(effect, 'done', 'rollback-created'),
      );
      const first = await written(effect, answered);
      const again = await written(effect, answered, true);
      expect(again.ref).toBe(first.ref);
      expect(await place.comments(pull)).toHaveLength(1);
      expect(await place.reactions(comment)).toEqual(['eyes', 'rocket']);
    });

    test('two that give the same reply at the same moment leave one', async () => {
      const pull = await place.newPull();
      const comment = await place.comment(pull, '/help');
      const effect = replyTo(pull, comment);
      const answered = headOf(releaseAs(place.sha, number, 'running'), outcome(effect, 'told', 'help'));
      await Promise.all([written(effect, answered, true), written(effect, answered, true)]);
      expect(await place.comments(pull)).toHaveLength(1);
    });

    test.each<[Outcome['answer']['kind'], Outcome['answer']['code'], string]>([
      ['done', 'unpinned', '+1'],
      ['told', 'nothing-to-unlock', '+1'],
      ['refused', 'not-permitted', '-1'],
    ])('an answer that is %s (%s) is marked %s', async (kind, code, reaction) => {
      const pull = await place.newPull();
      const comment = await place.comment(pull, '/unpin');
      const effect = replyTo(pull, comment);
      await written(effect, headOf(releaseAs(place.sha, number, 'running'), outcome(effect, kind, code)));
      expect(await place.reactions(comment)).toEqual([reaction]);
    });

    test('a query that comes out otherwise the second time is not marked with what nobody was told', async () => {
      const pull = await place.newPull();
      const comment = await place.comment(pull, '/status');
      const effect = replyTo(pull, comment);
      const shown = (kind: Outcome['answer']['kind'], code: Outcome['answer']['code']): Head =>
        headOf(releaseAs(place.sha, number, 'running'), outcome(effect, kind, code));
      const { ref } = await written(effect, shown('told', 'status-listed'), true);
      const again = await written(effect, shown('refused', 'say-it-again'), true);
      expect(again.ref).toBe(ref);
      expect(await place.reactions(comment)).toEqual(['+1']);
    });

    test('a reply is found even when the comment that it answers is gone', async () => {
      const pull = await place.newPull();
      const comment = await place.comment(pull, '/unpin');
      const effect = replyTo(pull, comment);
      const answered = headOf(releaseAs(place.sha, number, 'running'), outcome(effect, 'done', 'unpinned'));
      const { ref } = await written(effect, answered);
      await place.removeComment(comment);
      expect((await written(effect, answered, true)).ref).toBe(ref);
    });

    test('a reply whose outcome is forgotten is dropped', async () => {
      const effect = replyTo(await place.newPull(), '1');
      expect((await show(effect, head('running'))).kind).toBe('dropped');
    });

    test('a comment on what does not exist is dropped, with words', async () => {
      const shown = await show(live(999_999), head('running'));
      expect(shown).toMatchObject({ kind: 'dropped', message: expect.stringMatching(/\w/) as string });
    });

    test('GitHub being away may be tried again, and nothing was written', async () => {
      const pull = await place.newPull();
      place.failNext('away');
      await expect(show(live(pull), head('running'))).rejects.toThrow(ReporterUnavailable);
      expect(await place.comments(pull)).toEqual([]);
      await written(live(pull), head('running'), true);
      expect(await place.comments(pull)).toHaveLength(1);
    });

    test('an acknowledgement that nobody wants is not shown', async () => {
      const comment = await place.comment(await place.newPull(), '/rollback');
      await place.reporter.acknowledge(comment, Promise.resolve(false));
      expect(await place.reactions(comment)).toEqual([]);
    });

    test('an acknowledgement of a comment that is gone hurts nobody', async () => {
      await expect(place.reporter.acknowledge('999999')).resolves.toBeUndefined();
    });
  });
}
