import path from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { builtLesson, forgetLesson, lessonIds } from './built-lesson.ts';
import type { BuiltLesson } from './built-lesson.ts';

const virtual = 'virtual:lessons';
const resolved = `\0${virtual}`;
const devPrefix = '/@lessons/';
const folder = path.resolve(import.meta.dirname, '../../lessons');

/**
 * `virtual:lessons` gives the list of all lessons, as far as somebody who chooses one needs it, and where each can be fetched.
 * A build does not take a lesson with mistakes. While somebody writes, what they saved is told to the page that shows it.
 */
export function lessonsPlugin(): Plugin {
  let isBuild = true;
  return {
    name: 'lessons',
    configResolved(config) {
      isBuild = config.command === 'build';
    },
    resolveId: { filter: { id: /^virtual:lessons$/ }, handler: () => resolved },
    load: {
      filter: { id: /^\0virtual:lessons$/ },
      handler() {
        const entries = lessonIds().flatMap((id): string[] => {
          const result = builtLesson(id);
          if (!result.ok && isBuild) this.error(result.mistakes.join('\n'));
          const about = result.ok ? entryOf(result.built) : { id, title: id, track: '', minutes: 0, steps: [] };
          const address = isBuild
            ? `import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'asset', name: `lesson-${id}.json`, source: answerFor(id) })}`
            : JSON.stringify(devPrefix + id);
          return [`{ ...${JSON.stringify(about)}, address: ${address} }`];
        });
        return `export const lessons = [${entries.join(', ')}];`;
      },
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://dev');
        if (!pathname.startsWith(devPrefix)) return next();
        response.setHeader('content-type', 'application/json');
        response.end(answerFor(pathname.slice(devPrefix.length)));
      });
      server.watcher.on('all', (_event, file) => tellOfChange(server, file));
    },
  };
}

function entryOf({ data }: BuiltLesson): object {
  const { id, title, track, minutes, steps } = data.lesson;
  return { id, title, track, minutes, steps: steps.map((step) => step.id) };
}

/** What the page fetches: the lesson, or why there is none, which only somebody who writes it ever sees. */
function answerFor(id: string): string {
  if (!lessonIds().includes(id)) return JSON.stringify({ mistakes: [`lessons/${id}: no such lesson`] });
  const result = builtLesson(id);
  return JSON.stringify(result.ok ? result.built.data : { mistakes: result.mistakes });
}

/** A text can change under a run; a fleet, its code and the checks make another one. */
function tellOfChange(server: ViteDevServer, file: string): void {
  if (!file.startsWith(folder + path.sep)) return;
  const [id = '', ...rest] = path.relative(folder, file).split(path.sep);
  const isLesson = lessonIds().includes(id);
  forgetLesson(isLesson ? id : null);
  const list = server.moduleGraph.getModuleById(resolved);
  if (list) server.moduleGraph.invalidateModule(list);
  const isText = !isLesson || rest.join('/') === 'lesson.md';
  server.ws.send({ type: 'custom', event: 'flotilla:lesson', data: { id: isLesson ? id : null, isText } });
}
