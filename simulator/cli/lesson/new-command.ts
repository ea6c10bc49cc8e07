import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lessonTemplate } from '../../lesson/template.ts';
import { parseOptions, UsageError } from '../options.ts';

const shape = { help: { takes: 'nothing', expected: '' } } as const;

const help = `flotilla new lesson NAME

Writes lessons/NAME, a lesson that can be read and proven as it is, and says what to fill in.
NAME is two digits and words: 13-bulkheads.`;

export async function newCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const [what, name, ...more] = options.positional;
  if (what !== 'lesson' || name === undefined || more.length > 0) throw new UsageError('expected: new lesson NAME');
  if (!/^\d\d(?:-[a-z0-9]+)+$/.test(name))
    throw new UsageError(`${name}: expected two digits and words in small letters, such as 13-bulkheads`);
  const folder = path.join('lessons', name);
  if (existsSync(folder)) throw new UsageError(`${folder} is there already`);
  for (const [file, text] of Object.entries(lessonTemplate())) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  console.log(`${folder} is written.

  lesson.md              what the learner reads: fill in every sentence; what it teaches are terms of glossary.md
  fleet.yaml, services/  the start: let it extend the shop, and keep only what differs
  checks.ts              what the run must show
  solution/              the files that the learner would have changed, and actions.yaml, what they would have pressed
  ablation/              the solution without what is taught: it has to fail

Then:  npx flotilla check ${name}
In lessons/tsconfig.json, add the folder, its solution and its ablation to rootDirs, so that editors find the shop's files.`);
  return 0;
}
