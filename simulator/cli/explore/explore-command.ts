import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Exploration } from '../../explore/explore.ts';
import { ExploreThreads } from '../../hosts/node/explore/explore-threads.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { Recording } from '../../run/recording.ts';
import type { Explored, ExploreProgress, FoundRun } from '../../wire/view/runs/exploring.ts';
import { durationOf } from '../duration-option.ts';
import { parseOptions, UsageError } from '../options.ts';
import { fleetFileOf, readFleet } from '../runs/run-command.ts';
import { printExplored, progressLine } from './print-explored.ts';

const shape = {
  runs: { takes: 'value', expected: 'a number of runs' },
  for: { takes: 'value', expected: 'a duration such as 60s' },
  seed: { takes: 'value', expected: 'any text' },
  jobs: { takes: 'value', expected: 'a number of threads' },
  truth: { takes: 'value', expected: 'the name of one of the truths' },
  record: { takes: 'value', expected: 'a file to write' },
  json: { takes: 'nothing', expected: '' },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla explore FLEET [--runs 200] [--for 60s] [--seed TEXT] [--truth NAME] [--jobs N]
                       [--record RUN.json] [--json]

Runs a fleet under many seeds and schedules of faults, and holds the truths of its file against each run. The first run in
which one does not hold is made as small as it goes: with the fewest faults, the shortest, the earliest.
Clients come for the first third of each run; by then all faults are over, and the rest is for putting things right.

--jobs N          computes so many runs at once, as many as this machine has cores unless told; what is found is the same
--truth NAME      holds this truth alone; may be given more than once
--record RUN.json writes the smallest run found, for flotilla replay RUN.json

Exit code: 0 when every truth holds in every run, 1 when one does not, 2 when a truth cannot be asked.
Ctrl+C stops the search, and once more stops it altogether. The code of the services runs with your rights.`;

const runsMost = 100_000;
const jobsMost = 256;

export async function exploreCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const read = readFleet(fleetFileOf(options.positional));
  if (!read) return 2;
  const fleet = withTruths(read, options.texts('truth'));
  const order = {
    ...{ seed: options.text('seed') ?? '1', runs: countOf('runs', options.text('runs') ?? '200', runsMost) },
    ...{ forUs: durationOf('for', options.text('for') ?? '60s'), actions: [] },
    ...{ width: countOf('jobs', options.text('jobs') ?? String(availableParallelism()), jobsMost) },
  };
  const started = process.hrtime.bigint();
  const inJson = options.flag('json');
  const threads = new ExploreThreads(fleet, order.width);
  const explored = await untilStopped(inJson, (stops, tell) =>
    new Exploration(fleet, order, { runOne: threads.runOne, tell, stops }).explored(),
  ).finally(() => threads.end());
  const wallMs = Number((process.hrtime.bigint() - started) / 1_000n) / 1000;
  const record = options.text('record');
  const [smallest] = explored.found;
  if (record !== undefined && smallest) writeFileSync(record, JSON.stringify(recordingOf(fleet, smallest)));
  if (inJson) console.log(JSON.stringify({ ...explored, wallMs }));
  else printExplored(explored, wallMs, smallest ? (record ?? null) : null);
  if (explored.truths.some(({ unasked }) => unasked !== null)) return 2;
  return explored.found.length > 0 ? 1 : 0;
}

function withTruths(fleet: Fleet, wanted: readonly string[]): Fleet {
  const unknown = wanted.find((name) => !fleet.truths.some((truth) => truth.name === name));
  const known = fleet.truths.map(({ name }) => `\n  ${name}`).join('');
  if (unknown !== undefined) throw new UsageError(`--truth ${unknown}: expected one of this fleet's${known}`);
  if (fleet.truths.length === 0) throw new UsageError(`${fleet.name} has no truths: write some into its file`);
  return wanted.length === 0 ? fleet : { ...fleet, truths: fleet.truths.filter(({ name }) => wanted.includes(name)) };
}

async function untilStopped(
  isQuiet: boolean,
  explore: (stops: () => number, tell: (progress: ExploreProgress) => void) => Promise<Explored>,
): Promise<Explored> {
  const shows = !isQuiet && process.stderr.isTTY;
  let stops = 0;
  const stop = (): void => void stops++;
  process.on('SIGINT', stop);
  try {
    return await explore(
      () => stops,
      (progress) => void (shows && process.stderr.write(`\r\u001b[K${progressLine(progress)}`)),
    );
  } finally {
    process.off('SIGINT', stop);
    if (shows) process.stderr.write('\r\u001b[K');
  }
}

function recordingOf(fleet: Fleet, { seed, actions, endUs, digest }: FoundRun): Recording {
  const all = [...fleet.script, ...actions].toSorted((one, other) => one.atUs - other.atUs);
  return { flotilla: 1, seed, forUs: endUs, digest, fleet, actions: all };
}

function countOf(option: string, text: string, most: number): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || count > most)
    throw new UsageError(`--${option} ${text}: expected a whole number from 1 to ${most}`);
  return count;
}
