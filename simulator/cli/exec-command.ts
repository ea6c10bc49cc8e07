import { existsSync, statSync } from 'node:fs';
import { createNodeRun } from '../hosts/node/node-run.ts';
import { parseOptions, UsageError } from './options.ts';
import { fleetFileOf, readFleet } from './runs/run-command.ts';
import { logPrinter } from './program/print-log.ts';
import { compileErrors, programFleet } from './program/program-fleet.ts';
import { readSourceFiles } from './program/source-files.ts';
import { durationOf } from './duration-option.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { SourceFiles } from './program/source-files.ts';

const shape = {
  fleet: { takes: 'value', expected: 'a fleet file or folder' },
  env: { takes: 'value', expected: 'NAME=value' },
  seed: { takes: 'value', expected: 'any text' },
  for: { takes: 'value', expected: 'a duration such as 10m' },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla exec FILE [--fleet FLEET] [--env NAME=value ...] [--seed TEXT] [--for 10m] [-- ARGUMENTS]

Runs one TypeScript or JavaScript module, with what it imports by relative paths, in virtual time: waiting costs nothing.
Alone it finds an empty SQL store (DATABASE_URL) and a log broker (KAFKA_BROKERS); with --fleet it runs in that fleet's
network, when the fleet is ready. It may be a file of tests for node:test.

Exit code: the program's own; 1 for an error that nobody caught; 2 where it cannot be compiled; 0 when --for is over.
The code runs with your rights: run only what you trust.`;

export async function execCommand(args: readonly string[]): Promise<number> {
  const split = args.indexOf('--');
  const options = parseOptions(split < 0 ? args : args.slice(0, split), shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const source = readProgram(options.positional);
  const fleetPath = options.text('fleet');
  const around = fleetPath === undefined ? null : readFleet(fleetFileOf([fleetPath]));
  if (!source || (fleetPath !== undefined && !around)) return 2;
  const { fleet, name } = programFleet(source, { fleet: around, env: environmentOf(options.texts('env')) });
  const forUs = durationOf('for', options.text('for') ?? '10m');
  return runProgram(fleet, name, {
    seed: options.text('seed') ?? '1',
    forUs,
    args: split < 0 ? [] : args.slice(split + 1),
    root: source.root,
  });
}

function readProgram([file, ...more]: readonly string[]): SourceFiles | null {
  if (file === undefined || more.length > 0)
    throw new UsageError('expected one file; arguments for it stand behind --');
  if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`${file}: no such file`);
  const read = readSourceFiles(file);
  const errors = read.ok ? compileErrors(read.source) : read.errors;
  for (const error of errors) console.error(error);
  return read.ok && errors.length === 0 ? read.source : null;
}

function environmentOf(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((text) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (name === undefined || value === undefined) throw new UsageError(`--env ${text}: expected NAME=value`);
      return [name, value];
    }),
  );
}

interface ProgramOptions {
  readonly seed: string;
  readonly forUs: number;
  readonly args: readonly string[];
  readonly root: string;
}

async function runProgram(fleet: Fleet, name: string, { seed, forUs, args, root }: ProgramOptions): Promise<number> {
  const run = await createNodeRun(fleet, { seed, host: 'inline', programs: { [name]: { args } } });
  const replica = run.world.replicas.find((candidate) => candidate.process === name)!;
  run.world.simulation.facts.subscribe(logPrinter(replica.node, name, root));
  const goOn = async (untilUs: number): Promise<void> => {
    while (replica.exitCode === null && (await run.step(untilUs)));
  };
  await goOn(forUs);
  if (replica.exitCode === null) {
    // Its time is over, or the whole world has come to rest.
    if (run.nextUs < Infinity) run.world.simulation.advanceTo(forUs);
    replica.finish();
    await goOn(run.nowUs + 1);
  }
  run.dispose();
  return replica.exitCode ?? 0;
}
