import { expect, test } from 'vitest';
import { createNodeRun } from '../../simulator/hosts/node/node-run.ts';
import { lessonTemplate } from '../../simulator/lesson/template.ts';
import { changed, lessonOf } from './lesson-of.ts';
import type { Files } from './lesson-of.ts';
import { proveOn } from '../../simulator/lesson/proof/prove.ts';
import type { SeedProof } from '../../simulator/lesson/proof/prove.ts';

const root = 'lessons/99-test';
const whole = lessonTemplate();

async function provedOn(seed: string, files: Files): Promise<SeedProof> {
  const lesson = lessonOf(files);
  if (!lesson.ok) throw new Error(lesson.errors.map(({ message }) => message).join('\n'));
  return proveOn(seed, root, lesson.loaded, (fleet, text) => createNodeRun(fleet, { seed: text, host: 'inline' }));
}

const failuresOf = async (files: Files): Promise<string[]> =>
  (await provedOn('1', files)).failures.map(
    ({ of, file, line, found, expected }) => `${of}: ${file}:${line}: found ${found}, expected ${expected}`,
  );

test('the lesson that a new one begins with is proven, on several seeds', async () => {
  for (const seed of ['1', '2', '3']) expect((await provedOn(seed, whole)).failures).toEqual([]);
});

test('the same seed proves in the same way, to the bit', async () => {
  expect(await provedOn('7', whole)).toEqual(await provedOn('7', whole));
});

test('a start that passes already is told where the step begins', async () => {
  const files = changed(whole, 'services/hello.ts', "c.text('sorry', 500)", "c.text('well')");
  expect(await failuresOf(files)).toEqual([
    `start: ${root}/lesson.md:30: found every check of "Mend it" passed before anything was changed, expected one that only the change can pass`,
  ]);
});

test('a check that never passes is told where the text names it', async () => {
  const files = changed(whole, 'solution/services/hello.ts', "c.text('hello')", "c.text('bye', 503)");
  expect(await failuresOf(files)).toEqual([
    `solution: ${root}/lesson.md:44: found answers failed at 15 s (0 %, at least 99 % wanted), expected passed with the solution`,
  ]);
});

test('a check that passes too late for its step is told with how far it came', async () => {
  const files = changed(whole, 'solution/actions.yaml', '15s', '13.5s');
  expect(await failuresOf(files)).toEqual([
    expect.stringMatching(/^solution: .*:44: found answers not yet at 13\.5 s \(100 %.*\(\d+ of 20 seen\)\)/),
  ]);
});

test('an ablation that passes shows that something else was taught', async () => {
  const files = changed(whole, 'ablation/services/hello.ts', "c.text('sorry, politely', 500)", "c.text('hello, too')");
  expect(await failuresOf(files)).toEqual([
    `ablation: ${root}/ablation:1: found every check passed without what the lesson teaches, expected one that only what is taught can pass`,
  ]);
});

test('checks leave no trace in the run that they look at', async () => {
  const { walks } = await provedOn('3', whole);
  const without = changed(whole, 'checks.ts', '.atLeast(0.99)', '.atLeast(0.5)');
  expect((await provedOn('3', without)).walks.solution.digest).toBe(walks.solution.digest);
});

test('a check may loop over every sample, for as long as the run goes on', async () => {
  const loop = 'let left = 200_000; while (left > 0) left -= 1; return request.ok;';
  const files = changed(whole, 'checks.ts', '(request) => request.ok));', `(request) => { ${loop} }));`);
  expect((await provedOn('1', files)).failures).toEqual([]);
});

test('a check that never comes back is ended', async () => {
  const files = changed(whole, 'checks.ts', '(request) => request.ok));', '() => { for (;;); }));');
  const [failure] = await failuresOf(files);
  expect(failure).toContain('loop turns without letting time pass');
});

test('a check that throws is a mistake of checks.ts, told with its line', async () => {
  const files = changed(whole, 'checks.ts', '(request) => request.ok));', '(request) => (request as any).trace.ok));');
  expect(await failuresOf(files)).toEqual([
    `start: ${root}/checks.ts:4: found answeredAtFirst: an error, "Cannot read properties of undefined (reading 'ok')", expected functions that can take every request and call of the run`,
  ]);
});

test('what was edited is deployed when its step comes, and not before', async () => {
  const files = changed(
    whole,
    'checks.ts',
    'hangs = check(',
    "early = check('deployed', (run) => run.action('deploy', 'hello').happens());\nexport const hangs = check(",
  );
  const { walks, failures } = await provedOn(
    '1',
    changed(files, 'lesson.md', '::check{answers}', '::check{early}\n::check{answers}'),
  );
  expect(failures).toEqual([]);
  expect(walks.solution.passedAtUs).toMatchObject({ hangs: 3_500_000, early: 11_500_000 });
  expect(walks.solution.readings['see-it-break']).toEqual(walks.start.readings['see-it-break']);
});

test('an action that the fleet does not take is told in the step it belongs to', async () => {
  const again = 'at: 11s, move: hello, to: hello }\n    - { at: 11s, deploy';
  expect(await failuresOf(changed(whole, 'solution/actions.yaml', 'at: 11s, deploy', again))).toContain(
    `solution: ${root}/solution/actions.yaml:6: found move hello, refused at 11 s: hello is in hello already, expected an action that the fleet takes`,
  );
});

test('a fleet file that was edited makes another run, with the code of the start', async () => {
  const seldom = changed(whole, 'fleet.yaml', 'rate: 20/s', 'rate: 1/s')['fleet.yaml']!;
  const files = { ...whole, 'solution/fleet.yaml': seldom };
  const text = changed(changed(files, 'solution/actions.yaml', '10s', '30s'), 'solution/actions.yaml', '15s', '60s');
  const lesson = lessonOf(changed(text, 'solution/actions.yaml', '11s', '31s'));
  if (!lesson.ok) throw new Error('it cannot be read');
  const { fleets } = lesson.loaded;
  expect(fleets.solution.traffic[0]!.arrivals).not.toEqual(fleets.start.traffic[0]!.arrivals);
  expect(fleets.solution.services).toEqual(fleets.start.services);
});
