import path from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { writtenReady } from '../../simulator/fleet/ready/ready-fleet.ts';
import { needsOf } from '../ready-fleets.ts';
import { builtLesson, forgetLesson, lessonIds } from './built-lesson.ts';
import { LessonTerminal } from './lesson-terminal.ts';
import type { BuiltLesson } from './built-lesson.ts';

const ids = '\0virtual:lesson-ids';
const list = '\0virtual:lessons';
const devPrefix = '/@lessons/';
const folder = path.resolve(import.meta.dirname, '../../lessons');

/**
 * `virtual:lesson-ids` names all lessons; `virtual:lessons` says of each what somebody needs who chooses one, and where
 * its text, its fleet made ready and its checks can be fetched. A build does not take a lesson with mistakes. While somebody
 * writes, what they saved is told to the page that shows it.
 */
export function lessonsPlugin(): Plugin {
  let isBuild = true;
  return {
    name: 'lessons',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    resolveId: { filter: { id: /^virtual:lesson(?:s|-ids)$/ }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:lesson(?:s|-ids)$/ },
      handler(id) {
        if (id === ids) return `export default ${JSON.stringify(lessonIds())};`;
        return listOf(
          (name, source) => {
            if (!isBuild) return JSON.stringify(devPrefix + encodeURIComponent(name));
            const fileName = `${name.replaceAll('/', '-')}.${name.startsWith('lesson/') ? 'json' : 'txt'}`;
            return `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name: fileName, source })}`;
          },
          isBuild ? (mistakes) => this.error(mistakes.join('\n')) : () => {},
        );
      },
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://dev');
        if (!pathname.startsWith(devPrefix)) return next();
        response.end(assetNamed(decodeURIComponent(pathname.slice(devPrefix.length))));
      });
      const terminal = new LessonTerminal(server.config.logger, builtLesson);
      server.watcher.on('all', (_event, file) => tellOfChange(server, terminal, file));
    },
  };
}

function listOf(
  addressOf: (name: string, source: string) => string,
  refuse: (mistakes: readonly string[]) => void,
): string {
  const entries: string[] = [];
  const addresses: string[] = [];
  const needs: Record<string, readonly string[]> = {};
  const asset = (name: string): string => addressOf(name, assetNamed(name));
  for (const id of lessonIds()) {
    const result = builtLesson(id);
    if (!result.ok) refuse(result.mistakes);
    const about = result.ok ? entryOf(result.built) : { id, title: id, track: '', minutes: 0, steps: [] };
    entries.push(`{ ...${JSON.stringify(about)}, address: ${asset(`lesson/${id}`)} }`);
    if (!result.ok) continue;
    const own = [`ready/lesson-${id}`, `checks/${id}`];
    for (const name of own) addresses.push(`${JSON.stringify(name)}: ${asset(name)}`);
    needs[`lesson-${id}`] = [...needsOf(result.built.ready), 'part/checks.js', `checks/${id}`];
  }
  return [
    `export const lessons = [${entries.join(', ')}];`,
    `export const addresses = { ${addresses.join(', ')} };`,
    `export const needs = ${JSON.stringify(needs)};`,
  ].join('\n');
}

function entryOf({ data }: BuiltLesson): object {
  const { id, title, track, minutes, steps } = data.lesson;
  return { id, title, track, minutes, steps: steps.map((step) => step.id) };
}

/** What the page fetches. In place of a lesson that cannot be read stands why, which only somebody who writes it ever sees. */
function assetNamed(name: string): string {
  const [, kind = '', id = ''] = /^(lesson|ready\/lesson|checks)[/-](.*)$/.exec(name) ?? [];
  if (!lessonIds().includes(id)) return JSON.stringify({ mistakes: [`lessons/${id}: no such lesson`] });
  const result = builtLesson(id);
  if (!result.ok) return JSON.stringify({ mistakes: result.mistakes });
  const { data, ready, checks } = result.built;
  return kind === 'lesson' ? JSON.stringify(data) : kind === 'checks' ? JSON.stringify(checks) : writtenReady(ready);
}

/** A text can change under a run; a fleet, its code and the checks make another one. */
function tellOfChange(server: ViteDevServer, terminal: LessonTerminal, file: string): void {
  if (!file.startsWith(folder + path.sep)) return;
  const [id = '', ...rest] = path.relative(folder, file).split(path.sep);
  const isLesson = lessonIds().includes(id);
  forgetLesson(isLesson ? id : null);
  for (const module of [ids, list]) {
    const node = server.moduleGraph.getModuleById(module);
    if (node) server.moduleGraph.invalidateModule(node);
  }
  const isText = id === 'glossary.md' || rest.join('/') === 'lesson.md';
  server.ws.send({ type: 'custom', event: 'flotilla:lesson', data: { id: isLesson ? id : null, isText } });
  if (isLesson) terminal.saved(id);
}
