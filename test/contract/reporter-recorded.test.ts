import { RecordedReporter } from '../../src/reporter/recorded/recorded-reporter.ts';
import type { ReporterPlace } from './reporter-place.ts';
import { reporterContract } from './reporter.ts';
import { SHA } from './state-world.ts';

reporterContract('recorded', () => Promise.resolve(recordedPlace()));

function recordedPlace(): ReporterPlace {
  const reporter = new RecordedReporter();
  reporter.removeIssue(999_999);
  let lastPull = 0;
  let lastComment = 0;
  return {
    reporter,
    sha: SHA,
    newPull: () => Promise.resolve((lastPull += 1)),
    comment: () => Promise.resolve(String((lastComment += 1))),
    removeComment: (id) => {
      reporter.removeComment(id);
      return Promise.resolve();
    },
    statuses: () =>
      Promise.resolve(Object.fromEntries(reporter.statuses.map((status) => [status.context, status]))),
    deployments: () =>
      Promise.resolve(
        reporter.deployments.map(({ id, environment, statuses }) => ({
          id,
          environment,
          states: statuses.map(({ state }) => state),
        })),
      ),
    comments: (issue) =>
      Promise.resolve(
        reporter.comments
          .filter((comment) => comment.issue === issue)
          .map(({ id, bodies }) => ({ id, body: bodies.at(-1) ?? '' })),
      ),
    reactions: (comment) => Promise.resolve(reporter.reactionsTo(comment)),
    failNext: (how) => {
      reporter.failNext(how);
    },
    close: () => Promise.resolve(),
  };
}
