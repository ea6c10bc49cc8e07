import { readFileSync, existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadFleet } from '../../fleet/load-fleet.ts';
import { parseActions } from '../../fleet/actions/parse-actions.ts';
import { formatFleetError } from '../../fleet/fleet-error.ts';
import { parseDuration } from '../../fleet/grammar/duration.ts';
import { createNodeRun } from '../../hosts/node/node-run.ts';
import { otlpOf } from '../../telemetry/otlp.ts';
import { epochMs } from '../../fleet/world/epoch.ts';
import { parseOptions, UsageError } from '../options.ts';
import { printReport } from './print-report.ts';
import { startProgress } from '../progress.ts';
import type { NodeHostKind } from '../../hosts/node/node-run.ts';
import type { Recording } from '../../run/recording.ts';
import type { Run } from '../../run/run.ts';
import type { Fleet } from '../../fleet/fleet.ts';

const shape = {
  seed: { takes: 'value', expected: 'any text' },
  for: { takes: 'value', expected: 'a duration such as 60s' },
  host: { takes: 'value', expected: 'inline or workers' },
  script: { takes: 'value', expected: 'a file of actions' },
  json: { takes: 'nothing', expected: '' },
  otlp: { takes: 'value', expected: 'a file to write' },
  record: { takes: 'value', expected: 'a file to write' },
  'dump-stores': { takes: 'nothing', expected: '' },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla run FLEET [--seed TEXT] [--for 60s] [--host inline|workers] [--script FILE] [--json]
                   [--dump-stores] [--otlp FILE] [--record RUN.json]

Runs a fleet file (or the one fleet file of a folder) in virtual time and says what came of it.
The code of the services runs with your rights: run only what you trust.

--host inline   all of it in one thread: the fastest, and usual. A process that uses up real memory,
                or never returns from a library, takes the run with it.
--host workers  a thread for each process, which is ended alone when it does such a thing.
The run is the same in both.`;

export async function runCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const file = fleetFileOf(options.positional);
  const fleet = withScript(readFleet(file), options.text('script'));
  if (!fleet) return 2;
  const forUs = durationOf(options.text('for') ?? '60s');
  const run = await createNodeRun(fleet, { seed: options.text('seed') ?? '1', host: hostOf(options.text('host')) });
  const otlp = options.text('otlp');
  if (otlp === undefined) run.telemetry.traces.letGoOfEnded();
  const progress = startProgress(forUs, options.flag('json'));
  const started = process.hrtime.bigint();
  await run.advance(forUs, () => progress.breathe(run.nowUs));
  progress.end();
  const wallMs = Number((process.hrtime.bigint() - started) / 1_000n) / 1000;
  const report = run.report({ wallMs, stores: options.flag('dump-stores') });
  run.dispose();
  const record = options.text('record');
  if (record !== undefined) writeFileSync(record, JSON.stringify(recordingOf(run, fleet, forUs, report.digest)));
  if (otlp !== undefined) writeFileSync(otlp, JSON.stringify(otlpOf(run.telemetry.traces.all(), epochMs)));
  if (options.flag('json')) console.log(JSON.stringify(report));
  else printReport(report, fleet.name);
  return 0;
}

export function fleetFileOf(positional: readonly string[]): string {
  const [given, ...more] = positional;
  if (given === undefined || more.length > 0) throw new UsageError('expected one fleet file or folder');
  if (!existsSync(given)) throw new UsageError(`${given}: no such file or folder`);
  if (!statSync(given).isDirectory()) return given;
  const inFolder = path.join(given, 'fleet.yaml');
  if (!existsSync(inFolder)) throw new UsageError(`${given}: a folder without a fleet.yaml`);
  return inFolder;
}

/** Prints what is wrong with it and gives null. */
export function readFleet(file: string): Fleet | null {
  const loaded = loadFleet({ path: file, readFile });
  if (loaded.ok) return loaded.fleet;
  for (const error of loaded.errors) console.error(formatFleetError(error));
  return null;
}

/** A script of its own takes the place of the fleet file's. */
function withScript(fleet: Fleet | null, file: string | undefined): Fleet | null {
  if (!fleet || file === undefined) return fleet;
  if (!existsSync(file)) throw new UsageError(`--script ${file}: no such file`);
  const parsed = parseActions(readFileSync(file, 'utf8'), file, { fleet, readFile });
  if (parsed.ok) return { ...fleet, script: parsed.actions };
  for (const error of parsed.errors) console.error(formatFleetError(error));
  return null;
}

function recordingOf(run: Run, fleet: Fleet, forUs: number, digest: string): Recording {
  return { flotilla: 1, seed: run.world.simulation.seed, forUs, digest, fleet, actions: run.actions.record };
}

export const readFile = (name: string): string | null =>
  existsSync(name) && statSync(name).isFile() ? readFileSync(name, 'utf8') : null;

export function durationOf(text: string): number {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new UsageError(`--for ${text}: expected ${parsed.expected}`);
  return parsed.value;
}

export function hostOf(text: string | undefined): NodeHostKind {
  if (text === undefined || text === 'inline') return 'inline';
  if (text === 'workers') return 'workers';
  throw new UsageError(`--host ${text}: expected inline or workers`);
}
