import type { Answer } from '../../src/domain/decision.ts';
import type { Input } from '../../src/domain/input.ts';
import type { Performer } from '../../src/domain/policy.ts';
import type { PolicyCache } from '../../src/engine/answer-facts.ts';
import type { Engine, EngineLog, EngineParts } from '../../src/engine/engine.ts';
import { createEngine } from '../../src/engine/repository-engine.ts';
import type { Workplace } from '../../src/intake/workplace.ts';
import { githubReporter } from '../../src/reporter/github/github-reporter.ts';
import { actionsRunner } from '../../src/runner/actions/actions-runner.ts';
import { modelClient } from './github/client.ts';
import type { GitHubModel } from './github/model.ts';
import { luckOf } from './luck.ts';
import { simulatedFacts, simulatedStore } from './ports.ts';
import type { Process, Surroundings } from './process.ts';
import type { Watch } from './watch.ts';

/** What makes an engine wrong on purpose, to see that a checker notices. */
export type Tamper = (parts: EngineParts, process: Process, bench: Bench) => Tampered;

export interface Tampered extends Partial<EngineParts> {
  /** What the engine hears instead of what came in, and what it says instead of its answer. */
  readonly hear?: (input: Input) => Input;
  readonly say?: (answer: Answer | null) => Answer | null;
}

/** Where processes work on one repository, and who watches them. */
export interface Bench extends Surroundings {
  readonly model: GitHubModel;
  readonly watch: Watch;
  readonly tamper: Tamper | null;
  /** Reading the config is what many processes would spend their time with. */
  readonly policies: PolicyCache;
  /** A name that no other attempt has. */
  readonly nonce: () => string;
  readonly log: EngineLog;
}

/**
 * Opens the repository for one process: the real engine, runner and reporter on the model of GitHub.
 * @param dress what a front puts around the parts.
 */
export function openWorkplace(
  bench: Bench,
  process: Process,
  front: Performer,
  dress: (parts: EngineParts) => EngineParts = (parts) => parts,
): Workplace {
  const { model } = bench;
  const line = process.lineTo(bench);
  const client = modelClient(model, line);
  const honest: EngineParts = {
    store: storeOf(bench, process, front),
    facts: simulatedFacts(model, line, client),
    runner: actionsRunner(client),
    reporter: githubReporter(client, { web: model.web }),
    front,
    policies: bench.policies,
    nonce: bench.nonce,
    wait: (milliseconds) => process.wait(milliseconds),
    random: () => luckOf(bench.seed, process.name, model.time.now),
    log: bench.log,
    ...(front === 'action' ? { isBrief: true } : {}),
    flushAfter: front === 'app' ? 1_000 : 0,
    ...(front === 'app' ? { lingerFor: 5_000 } : {}),
    patience: front === 'app' ? 60_000 : 600_000,
  };
  const tampered = bench.tamper?.(honest, process, bench) ?? {};
  const parts = dress({ ...honest, ...tampered });
  const { store, facts, reporter } = parts;
  return { engine: watched(bench.watch, process, createEngine(parts), tampered), store, facts, reporter };
}

function storeOf(bench: Bench, process: Process, front: Performer): EngineParts['store'] {
  const { model, watch } = bench;
  return simulatedStore(model, process.lineTo(bench), {
    performer: front,
    onCommit: ({ expected, before, after, message, repairs }, outcome) => {
      if (outcome.kind !== 'committed') return;
      if (repairs) model.onRepair();
      const text = [message.headline, ...message.trailers.map(([key, value]) => `${key}: ${value}`)];
      watch.committed({ by: process, front, parent: expected, before, after, message: text.join('\n') });
      const sender = { login: front === 'app' ? 'signalbox[bot]' : 'github-actions[bot]', id: 1 };
      model.onEvent({
        name: 'state',
        byPerson: false,
        payload: {
          ref: 'refs/heads/signalbox/releases',
          before: expected ?? '0'.repeat(40),
          after: outcome.head,
          deleted: false,
          head_commit: { id: outcome.head, message: `${text[0] ?? ''}\n\n${text.slice(1).join('\n')}` },
          sender,
        },
      });
    },
  });
}

function watched(watch: Watch, process: Process, engine: Engine, { hear, say }: Tampered): Engine {
  return {
    submit: async (input) => {
      const given = await engine.submit(hear?.(input) ?? input);
      const answer = say ? say(given) : given;
      watch.answered({ by: process, input, answer });
      return answer;
    },
    settled: () => engine.settled(),
    knows: (commit) => engine.knows(commit),
    performs: () => engine.performs(),
    isPolicyGone: () => engine.isPolicyGone(),
  };
}
