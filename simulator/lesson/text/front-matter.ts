import { readYaml } from '../../fleet/document/read-yaml.ts';
import { readFields } from '../../fleet/document/read-fields.ts';
import { listOf, oneOf, text, wholeNumber } from '../../fleet/document/readers.ts';
import type { Problems } from '../../fleet/fleet-error.ts';
import type { Lesson } from '../lesson.ts';

export type FrontMatter = Pick<Lesson, 'title' | 'track' | 'minutes' | 'teaches' | 'after' | 'start'>;

export interface Divided {
  readonly frontMatter: FrontMatter | null;
  /** The rest, on its own lines: what stands before it is left empty. */
  readonly body: string;
}

const fence = '---';

/** Divides a lesson.md into what is said about the lesson and what the learner reads. */
export function divided(file: string, source: string, problems: Problems): Divided {
  const lines = source.replace(/^\uFEFF/, '').split('\n');
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === fence);
  const start = { file, line: 1, column: 1 };
  if (lines[0]?.trimEnd() !== fence || end < 0) {
    const found = end < 0 && lines[0]?.trimEnd() === fence ? 'front matter that does not end' : 'no front matter';
    problems.add(start, '', found, 'the title and more about the lesson, between two lines of ---');
    return { frontMatter: null, body: source };
  }
  const yaml = ['', ...lines.slice(1, end)].join('\n');
  const body = [...lines.slice(0, end + 1).map(() => ''), ...lines.slice(end + 1)].join('\n');
  return { frontMatter: frontMatterIn(file, yaml, problems), body };
}

function frontMatterIn(file: string, yaml: string, problems: Problems): FrontMatter | null {
  const value = readYaml(file, yaml, problems);
  if (value === null) return null;
  const fields = readFields(value, '', problems, {
    title: text,
    track: text,
    minutes: wholeNumber(1, 60),
    teaches: listOf(text, 'words'),
    after: listOf(text, 'lessons'),
    start: oneOf('meant-to-fail', 'works'),
  });
  for (const name of ['title', 'track', 'minutes', 'teaches', 'start'] as const) {
    const isThere = value.kind === 'mapping' && value.entries.some((entry) => entry.key === name);
    if (!isThere) problems.add({ file, line: 1, column: 1 }, '', `no ${name}`, examples[name]);
  }
  const { title = '', track = '', minutes = 0, teaches = [], after = [], start = 'works' } = fields;
  return { title, track, minutes, teaches, after, start };
}

const examples = {
  title: 'title: Circuit breaker',
  track: 'track: Failing well',
  minutes: 'minutes: 10',
  teaches: 'teaches: [circuit breaker, fallback]',
  start: 'start: meant-to-fail, or start: works',
};
