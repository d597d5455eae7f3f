import type { Playground } from './playground.ts';
import type { Screen } from './screen.ts';
import { StoryDesk } from './story-desk.ts';
import type { StoryStep } from './story-steps.ts';

/**
 * Plays the steps one after the other; the first that does not hold ends the story.
 * @returns whether each step held.
 */
export async function playStory(
  playground: Playground,
  screen: Screen,
  steps: readonly StoryStep[],
): Promise<boolean> {
  const desk = new StoryDesk(playground);
  const dead = playground.appEnded.then((log) => {
    throw new Error(`the App has ended:\n${log.join('\n')}`);
  });
  for (const [at, step] of steps.entries()) {
    const title = `${String(at + 1)}. ${step.title}`;
    screen.print(`\n${screen.strong(title)}`);
    try {
      await Promise.race([step.play(desk), dead]);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      screen.tell({
        label: '✗',
        text: `step ${String(at + 1)} did not hold`,
        tone: 'bad',
        body: why.split('\n'),
      });
      return false;
    }
    screen.tell({ label: '✓', text: `step ${String(at + 1)} held`, tone: 'good' });
  }
  screen.print(`\nEach of the ${String(steps.length)} steps held.`);
  return true;
}
