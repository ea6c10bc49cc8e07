import { expect, test } from 'vitest';
import { builtLesson } from '../../build/lessons/built-lesson.ts';
import { lessonFolders } from '../../simulator/cli/lesson/lesson-folder.ts';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { createRealm } from '../../simulator/hosts/realm.ts';
import { loadLesson } from '../../simulator/lesson/load-lesson.ts';
import type { Fleet } from '../../simulator/fleet/fleet.ts';

async function digestOf(fleet: Fleet): Promise<string> {
  const run = await createNodeRun(fleet, { seed: '7', host: 'inline' });
  await run.advance(3_000_000);
  const digest = run.world.digest();
  run.dispose();
  return digest;
}

test('the fleet that a page makes of a lesson is the very one that was proven', async () => {
  const id = '12-circuit-breaker';
  const [folder] = lessonFolders([id]);
  const proven = loadLesson(folder!, createRealm({}));
  const built = builtLesson(id);
  if (!proven.ok || !built.ok) throw new Error('the lesson cannot be read');
  expect(await digestOf(built.built.ready.fleet)).toBe(await digestOf(proven.loaded.fleets.start));
});

test('a share is asked for in percent before the run has measured anything', () => {
  const built = builtLesson('12-circuit-breaker');
  if (!built.ok) throw new Error('the lesson cannot be read');
  const parts = built.built.data.lesson.steps.flatMap((step) => step.parts);
  expect(parts.find(({ kind }) => kind === 'prediction')).toMatchObject({
    check: 'browsingWhileItHangs',
    unit: 'share',
  });
});
