import path from 'node:path';
import { createServer } from 'vite';
import type { ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { LessonTerminal, lessonRestMs } from '../../build/lessons/lesson-terminal.ts';
import { lessonsPlugin } from '../../build/lessons/lessons-plugin.ts';
import type { BuildResult } from '../../build/lessons/built-lesson.ts';

const root = path.resolve(import.meta.dirname, '../..');
let server: ViteDevServer;

beforeAll(async () => {
  server = await createServer({
    ...{ root, configFile: false, logLevel: 'silent', plugins: [lessonsPlugin()] },
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
});
afterAll(() => server.close());
afterEach(() => void vi.useRealTimers());

test('the page is given the means to hear of what was saved', async () => {
  const transformed = await server.transformRequest('/src/session/lessons/hot-lessons.ts');
  expect(transformed?.code).toContain('createHotContext');
});

test.each([
  ['05-chains/lesson.md', { id: '05-chains', isText: true }],
  ['05-chains/services/page.ts', { id: '05-chains', isText: false }],
  ['shop/services/lib/refusal.ts', { id: null, isText: false }],
  ['glossary.md', { id: null, isText: true }],
])('whoever saves lessons/%s is told apart by whose it is, and whether it is text', (file, data) => {
  const send = vi.spyOn(server.ws, 'send').mockImplementation(() => {});
  server.watcher.emit('all', 'change', path.join(root, 'lessons', file));
  expect(send.mock.calls).toEqual([[{ type: 'custom', event: 'flotilla:lesson', data }]]);
  send.mockRestore();
});

test('the terminal tells each mistake with its place, once it is quiet, and when it is mended', () => {
  vi.useFakeTimers();
  const mistakes = ['lessons/05-chains/fleet.yaml:1:1: found extend, expected extends'];
  const results: BuildResult[] = [
    { ok: false, mistakes },
    { ok: true, built: {} as never },
    { ok: true, built: {} as never },
  ];
  const said: string[] = [];
  const logger = { info: (text: string) => void said.push(text), error: (text: string) => void said.push(text) };
  const terminal = new LessonTerminal(logger, () => results.shift()!);
  terminal.saved('05-chains');
  terminal.saved('05-chains');
  vi.advanceTimersByTime(lessonRestMs);
  expect(said).toEqual(mistakes);
  for (const _ of ['mended', 'and saved again']) {
    terminal.saved('05-chains');
    vi.advanceTimersByTime(lessonRestMs);
  }
  expect(said).toEqual([...mistakes, 'lessons/05-chains: mended']);
});
