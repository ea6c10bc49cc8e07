import { formatFleetError } from '../../fleet/fleet-error.ts';
import { createNodeRun } from '../../hosts/node/node-run.ts';
import { createNodeRealm } from '../../hosts/node/node-realm.ts';
import { loadLesson } from '../../lesson/load-lesson.ts';
import { proveOn } from '../../lesson/proof/prove.ts';
import type { LessonFolder } from '../../lesson/lesson-files.ts';
import type { LoadedLesson } from '../../lesson/load-lesson.ts';
import type { SeedProof } from '../../lesson/proof/prove.ts';
import { parseOptions, UsageError } from '../options.ts';
import { lessonFolders } from './lesson-folder.ts';
import { printProof, proofAsJson } from './print-proof.ts';

const shape = {
  seeds: { takes: 'value', expected: 'a number of runs' },
  json: { takes: 'nothing', expected: '' },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla check [LESSON ...] [--seeds 3] [--json]

Proves lessons: with the start's code something fails, with the solution everything passes, step by step and by the
learner's own actions, and with the solution without the thing taught something fails again. On each of the seeds 1, 2 ...
Without a name all of lessons/ is checked. A lesson that cannot be read is told file:line:column of each mistake.

Exit code: 0 when all is proven, 1 when something is not, 2 when a lesson cannot be read.
The code of the services runs with your rights.`;

const seedsMax = 1000;

export async function checkCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const folders = lessonFolders(options.positional);
  const seeds = seedsOf(options.text('seeds') ?? '3');
  const inJson: unknown[] = [];
  let code = 0;
  for (const folder of folders) {
    const loaded = loadLesson(folder, createNodeRealm());
    if (!loaded.ok) {
      for (const error of loaded.errors) console.error(formatFleetError(error));
      inJson.push({ lesson: folder.path, errors: loaded.errors });
      code = 2;
      continue;
    }
    const { proofs, wallMs } = await proved(folder, loaded.loaded, seeds);
    if (options.flag('json')) inJson.push(proofAsJson(folder.path, loaded.loaded, proofs, wallMs));
    else printProof(loaded.loaded, proofs, wallMs);
    if (code === 0 && proofs.some(({ failures }) => failures.length > 0)) code = 1;
  }
  if (options.flag('json')) console.log(JSON.stringify(inJson));
  else if (folders.length === 0) console.log('There are no lessons here.');
  return code;
}

async function proved(
  folder: LessonFolder,
  loaded: LoadedLesson,
  seeds: readonly string[],
): Promise<{ proofs: readonly SeedProof[]; wallMs: number }> {
  const started = process.hrtime.bigint();
  const proofs: SeedProof[] = [];
  for (const seed of seeds) {
    proofs.push(
      await proveOn(seed, folder.path, loaded, (fleet, text) => createNodeRun(fleet, { seed: text, host: 'inline' })),
    );
  }
  return { proofs, wallMs: Number((process.hrtime.bigint() - started) / 1_000n) / 1000 };
}

function seedsOf(text: string): string[] {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > seedsMax)
    throw new UsageError(`--seeds ${text}: expected a whole number from 1 to ${seedsMax}`);
  return Array.from({ length: count }, (_, index) => String(index + 1));
}
