import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { built, flotilla, run } from './command-line.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lessons-'));
const inLesson = (file: string): string => path.join(folder, 'lessons/13-bulkheads', file);
const command = (...args: readonly string[]) => run([flotilla, ...args], folder);

function change(file: string, from: string, to: string): void {
  const text = readFileSync(inLesson(file), 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not have ${from}`);
  writeFileSync(inLesson(file), text.replace(from, to));
}

beforeAll(built, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a new lesson is proven as it stands; one that is broken is told where, and one that proves nothing why', async () => {
  const written = await command('new', 'lesson', '13-bulkheads');
  expect(written).toMatchObject({ code: 0, err: '' });
  expect(written.out).toContain('npx flotilla check 13-bulkheads');

  const proven = await command('check', '--seeds', '2');
  expect(proven).toMatchObject({ code: 0, err: '' });
  expect(proven.out).toContain('on 2 seeds: start fails 2, solution passes 2, ablation fails 2');

  const data = await command('check', '13-bulkheads', '--seeds', '1', '--json');
  expect(JSON.parse(data.out)).toMatchObject([{ lesson: 'lessons/13-bulkheads', proven: true, virtualMs: 15_000 }]);

  change('ablation/services/hello.ts', "c.text('sorry, politely', 500)", "c.text('hello, too')");
  const unproven = await command('check', 'lessons/13-bulkheads', '--seeds', '1');
  expect(unproven.code).toBe(1);
  expect(unproven.err).toContain('lessons/13-bulkheads/ablation:1:1: found every check passed without what');

  change('lesson.md', '::check{answers}', '::check{answer}');
  const broken = await command('check');
  expect(broken).toMatchObject({ code: 2, out: '' });
  expect(broken.err).toContain('lessons/13-bulkheads/lesson.md:44:1: found "answer", expected a check of checks.ts');
}, 120_000);

test('what cannot be understood ends with status 2 and a sentence', async () => {
  expect(await command('new', 'lesson', 'Bulkheads')).toMatchObject({
    code: 2,
    err: 'flotilla new: Bulkheads: expected two digits and words in small letters, such as 13-bulkheads\n',
  });
  expect(await command('check', 'nowhere')).toMatchObject({
    code: 2,
    err: 'flotilla check: nowhere: no such folder, here or in lessons\n',
  });
  expect(await command('check', '--seeds', 'many')).toMatchObject({ code: 2 });
}, 120_000);
