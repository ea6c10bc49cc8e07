import { existsSync, readFileSync } from 'node:fs';
import { parseActions } from '../../fleet/actions/parse-actions.ts';
import { formatFleetError } from '../../fleet/fleet-error.ts';
import { Ledger } from '../../telemetry/compare/ledger.ts';
import { answering } from '../../run/view/answering.ts';
import { LocalDriver } from '../../hosts/local-driver.ts';
import { createNodeRun } from '../../hosts/node/node-run.ts';
import { parseOptions, UsageError } from '../options.ts';
import { printTable } from './print-report.ts';
import { durationOf, fleetFileOf, readFile, readFleet } from './run-command.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { FleetError } from '../../fleet/fleet-error.ts';
import type { Action } from '../../wire/actions.ts';
import type { Boundary, Comparison, ComparisonRow } from '../../wire/view/runs/comparison.ts';

const shape = {
  seed: { takes: 'value', expected: 'any text' },
  for: { takes: 'value', expected: 'a duration such as 60s' },
  script: { takes: 'value', expected: 'a file of actions' },
  json: { takes: 'nothing', expected: '' },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla compare A B [--seed TEXT] [--for 60s] [--script FILE] [--json]

Runs two fleet files with one seed and says how they differ. The script may be written in the words of either: on the other
fleet each action is done to its counterpart, the process that runs the same code or the store that has the same tables.
What has no counterpart is done to one of them alone, and that is said.`;

/** The actions of one script, as each of the two fleets gets them. */
interface Scripts {
  readonly left: readonly Action[];
  readonly right: readonly Action[];
  readonly told: readonly string[];
}

export async function compareCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const [one, other, ...more] = options.positional;
  if (one === undefined || other === undefined || more.length > 0)
    throw new UsageError('expected two fleet files or folders');
  const left = readFleet(fleetFileOf([one]));
  const right = readFleet(fleetFileOf([other]));
  if (!left || !right) return 2;
  const seed = options.text('seed') ?? '1';
  const untilUs = durationOf(options.text('for') ?? '60s');
  const script = options.text('script');
  const scripts = script === undefined ? null : await scriptsOf(script, left, right);
  if (script !== undefined && !scripts) return 2;
  const sides = { left: scripted(left, scripts?.left), right: scripted(right, scripts?.right) };
  const compared = await comparedRuns(sides, seed, untilUs);
  if (options.flag('json')) console.log(JSON.stringify({ ...compared, told: scripts?.told ?? [] }));
  else print(compared, scripts?.told ?? [], { left: left.name, right: right.name });
  return 0;
}

interface Compared {
  readonly comparison: Comparison;
  readonly boundaries: { readonly left: readonly Boundary[]; readonly right: readonly Boundary[] };
}

async function comparedRuns(
  sides: { readonly left: Fleet; readonly right: Fleet },
  seed: string,
  untilUs: number,
): Promise<Compared> {
  const left = await driverOf(sides.left, seed);
  const right = await driverOf(sides.right, seed);
  await left.advance(untilUs);
  await right.advance(untilUs);
  const names = { left: sides.left.name, right: sides.right.name };
  const account = await left.ask({ about: 'account' });
  const comparison = await right.ask({ about: 'comparison', left: account, names });
  const boundaries = {
    left: await left.ask({ about: 'boundaries' }),
    right: await right.ask({ about: 'boundaries' }),
  };
  left.dispose();
  right.dispose();
  return { comparison, boundaries };
}

async function driverOf(fleet: Fleet, seed: string): Promise<LocalDriver> {
  return new LocalDriver(await createNodeRun(fleet, { seed, host: 'inline' }), {
    bringAnswers: async () => answering,
    history: { remembering: null, Ledger },
  });
}

function scripted(fleet: Fleet, script: readonly Action[] | undefined): Fleet {
  return script ? { ...fleet, script } : fleet;
}

/** Null where it is in the words of neither; then its mistakes were printed. */
async function scriptsOf(file: string, left: Fleet, right: Fleet): Promise<Scripts | null> {
  if (!existsSync(file)) throw new UsageError(`--script ${file}: no such file`);
  const text = readFileSync(file, 'utf8');
  const inWordsOf = (fleet: Fleet) => parseActions(text, file, { fleet, readFile });
  const [asLeft, asRight] = [inWordsOf(left), inWordsOf(right)];
  if (asRight.ok) {
    const { actions, told } = await onTheOther(asRight.actions, right, left);
    return { left: actions, right: asRight.actions, told };
  }
  if (asLeft.ok) {
    const { actions, told } = await onTheOther(asLeft.actions, left, right);
    return { left: asLeft.actions, right: actions, told };
  }
  const fewest: readonly FleetError[] = [asLeft.errors, asRight.errors].toSorted((a, b) => a.length - b.length)[0]!;
  for (const error of fewest) console.error(formatFleetError(error));
  return null;
}

async function onTheOther(actions: readonly Action[], from: Fleet, to: Fleet) {
  const [there, here] = [await driverOf(from, '1'), await driverOf(to, '1')];
  const map = await there.map();
  const mapped: Action[] = [];
  const told: string[] = [];
  for (const action of actions) {
    const { verb, target } = action;
    const files = Object.keys((action.sizes['files'] as object | undefined) ?? {});
    const found = await here.ask({ about: 'counterpart', of: { verb, target, files }, there: map });
    if (found.ok) mapped.push({ ...action, target: found.target });
    const why = found.ok ? found.why : `nothing was done: ${found.why}`;
    if (why !== null) told.push(`${verb} ${target} on ${to.name}: ${why}`);
  }
  there.dispose();
  here.dispose();
  return { actions: mapped, told };
}

function print(
  { comparison, boundaries }: Compared,
  told: readonly string[],
  names: { left: string; right: string },
): void {
  for (const line of [...comparison.words, ...told]) console.log(line);
  console.log('');
  const cells = ({ label, left, right, difference }: ComparisonRow): string[] => [label, left, right, difference];
  printTable(
    ['', names.left, names.right, 'difference'],
    [
      ...comparison.whole.map(cells),
      ...comparison.routes.flatMap(({ flow, route, rows }) =>
        rows.map((row) => cells({ ...row, label: `${flow} ${route} ${row.label}` })),
      ),
    ],
  );
  for (const side of ['left', 'right'] as const) printBoundaries(names[side], boundaries[side]);
}

function printBoundaries(name: string, boundaries: readonly Boundary[]): void {
  if (boundaries.length === 0) return;
  const orDash = (value: number | null): string | number => value ?? '-';
  printTable(
    [
      `boundaries of ${name}`,
      'kind',
      'crossed',
      'failed',
      'ms each',
      'ms a request',
      'messages',
      'bytes',
      'copies',
      'went on',
      'replicas',
      'deploy ms',
    ],
    boundaries.map((row) => [
      `${row.from} -> ${row.to}`,
      row.kind,
      row.count,
      row.failed,
      orDash(row.addedMs),
      orDash(row.addedPerRequestMs),
      row.messages,
      orDash(row.bytes),
      orDash(row.copies),
      orDash(row.wentOn),
      orDash(row.replicas),
      orDash(row.deployMs),
    ]),
  );
}
