import { existsSync, readFileSync } from 'node:fs';
import { createNodeRun } from '../../hosts/node/node-run.ts';
import { readRecording } from '../../run/recording.ts';
import { parseOptions, UsageError } from '../options.ts';
import { printReport } from './print-report.ts';
import { hostOf } from './run-command.ts';

const shape = {
  host: { takes: 'value', expected: 'inline or workers' },
  trust: { takes: 'nothing', expected: '' },
  json: { takes: 'nothing', expected: '' },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla replay RUN.json --trust [--host inline|workers] [--json]

Runs a recorded run again (flotilla run --record RUN.json) and says whether it came out the same to the bit.
A recording holds code, and code runs with your rights: --trust says that you know where it comes from.`;

/** Exit code 0 when the digest is the same, 1 when it is not. */
export async function replayCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const [file, ...more] = options.positional;
  if (file === undefined || more.length > 0) throw new UsageError('expected one recording');
  if (!existsSync(file)) throw new UsageError(`${file}: no such file`);
  const read = readRecording(readFileSync(file, 'utf8'));
  if (!read.ok) throw new UsageError(`${file}: expected ${read.expected}`);
  if (!options.flag('trust'))
    throw new UsageError(
      `${file} holds code that would run with your rights; say --trust if you know where it comes from`,
    );
  const { fleet, seed, forUs, actions, digest } = read.recording;
  const run = await createNodeRun({ ...fleet, script: actions }, { seed, host: hostOf(options.text('host')) });
  const started = process.hrtime.bigint();
  await run.advance(forUs);
  const report = run.report({ wallMs: Number((process.hrtime.bigint() - started) / 1_000n) / 1000 });
  run.dispose();
  const same = report.digest === digest;
  if (options.flag('json')) console.log(JSON.stringify({ ...report, expectedDigest: digest, same }));
  else {
    printReport(report, fleet.name);
    console.log(same ? `The same to the bit: ${digest}` : `Not the same: recorded ${digest}, now ${report.digest}`);
  }
  return same ? 0 : 1;
}
