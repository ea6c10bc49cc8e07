import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { createRealm } from '../../simulator/hosts/realm.ts';
import { parseActions } from '../../simulator/fleet/actions/parse-actions.ts';
import { loadFleet } from '../../simulator/fleet/load-fleet.ts';
import { compileChecks } from '../../simulator/lesson/checks/compile-checks.ts';
import { readChecks } from '../../simulator/lesson/checks/read-checks.ts';
import { Names } from '../../simulator/lesson/checks/words/names.ts';
import { Problems } from '../../simulator/fleet/fleet-error.ts';
import { walk } from '../../simulator/lesson/proof/walk.ts';

const folder = 'lessons/07-sync-or-async';
/** The one setting of sixteen that the lesson's proof goes through. */
const right = { inventory: 'sync', payments: 'sync', notifications: 'async', reports: 'async' };

/** What the lesson says to these switches, while two of the four hang. */
async function verdictsOn(modes: Readonly<Record<string, string>>): Promise<string[]> {
  const readFile = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);
  const loaded = loadFleet({ path: `${folder}/fleet.yaml`, readFile });
  if (!loaded.ok) throw new Error(loaded.errors.map(({ message }) => message).join('\n'));
  const { fleet } = loaded;
  const problems = new Problems();
  const compiled = compileChecks('checks.ts', readFile(`${folder}/checks.ts`)!, problems)!;
  const checks = readChecks(compiled, new Names(fleet), createRealm({}), problems)!;
  const switched = Object.entries(modes).map(
    ([callee, mode]) => `- { at: 2s, set: orders -> ${callee}, mode: ${mode} }`,
  );
  const text = ['- { at: 1s, hang: notifications }', '- { at: 1s, hang: reports }', ...switched].join('\n');
  const script = parseActions(text, 'script.yaml', { fleet });
  if (!script.ok) throw new Error(script.errors.map(({ message }) => message).join('\n'));
  const at = { file: 'actions.yaml', line: 1, column: 1 };
  const steps = [{ step: 'switches', actions: script.actions, untilUs: 22_000_000, at }];
  const { readings } = await walk({ fleet, steps, checks }, '1', (opened, seed) =>
    createNodeRun(opened, { seed, host: 'inline' }),
  );
  return ['answered', 'promisesKept'].map((name) => readings['switches']![name]!.verdict);
}

test.each(Object.keys(right))('the switch of %s alone, turned the wrong way, is found out', async (callee) => {
  const wrong = right[callee as keyof typeof right] === 'sync' ? 'async' : 'sync';
  expect(await verdictsOn({ ...right, [callee]: wrong })).toContain('failed');
});
