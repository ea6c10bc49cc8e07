import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseActions } from '../../fleet/actions/parse-actions.ts';
import { formatFleetError } from '../../fleet/fleet-error.ts';
import { parseDuration } from '../../fleet/grammar/duration.ts';
import { loadFleet } from '../../fleet/load-fleet.ts';
import { createNodeRun } from '../node/node-run.ts';
import { installed } from './install.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { Report } from '../../telemetry/report.ts';

/** Milliseconds, or a text such as `30s`. */
export type Duration = number | string;

export interface FleetOptions {
  readonly seed?: string;
}

/** As in the `script` of a fleet file, without its `at`: `{ kill: 'payments' }`, `{ slow: 'db', by: '300ms', for: '10s' }`. */
export type ActionText = Readonly<Record<string, unknown>>;

const quiescentWithinMs = 600_000;
const textName = 'fleet.yaml';

/**
 * Puts this process into a fleet, beside its services: `fetch('http://orders/...')` reaches them. Takes the path of a fleet
 * file or of its folder, or the text of one without code. Comes back when the fleet is ready; the clock begins anew.
 */
export async function useFleet(pathOrText: string, { seed = '1' }: FleetOptions = {}): Promise<void> {
  const { guest, clock } = installed();
  const run = await createNodeRun(readFleet(pathOrText), { seed, host: 'inline' });
  clock.moveTo(guest, run);
}

/** Virtual milliseconds since the clock began. */
export function now(): number {
  return installed().guest.node.nowUs / 1000;
}

/** On to that moment of the clock, and through all that happens until then. From here on time passes only when told to. */
export async function advanceTo(moment: Duration): Promise<void> {
  const { clock } = inHand();
  await clock.advanceTo(microseconds(moment));
}

export async function advanceBy(duration: Duration): Promise<void> {
  await advanceTo(now() + microseconds(duration) / 1000);
}

/** On to the next thing that happens to this process: a timer, an answer. Its time, or null when nothing will happen. */
export async function nextEvent(): Promise<number | null> {
  const { clock } = inHand();
  return (await clock.nextEvent()) ? now() : null;
}

/** Until this process waits for nothing any more: no call, and no timer but those that do not keep a program alive. */
export async function runUntilQuiescent({
  within = quiescentWithinMs,
}: { readonly within?: Duration } = {}): Promise<void> {
  const { clock, guest } = inHand();
  const untilUs = guest.node.nowUs + microseconds(within);
  await clock.settle();
  while (clock.isWaiting && (await clock.nextEvent(untilUs)));
  // In a world at rest nothing will come, however long it waits.
  if (!clock.isWaiting || guest.run.nextUs === Infinity) return;
  const { waitingCalls, timersDueUs } = guest.node;
  throw new Error(
    `after ${untilUs / 1000} ms this process still waits: for ${waitingCalls} answers and ${timersDueUs.length} timers`,
  );
}

/** When each of this process's timers is due, in milliseconds of the clock, the next one first. */
export function pendingTimers(): readonly number[] {
  return installed().guest.node.timersDueUs.map((dueUs) => dueUs / 1000);
}

/** Gives the clock back: time passes by itself again whenever this process waits. */
export function letTimePass(): void {
  installed().clock.letGo();
}

/** Does something to the world, now. Throws in words where it does not understand. */
export function act(action: ActionText): void {
  const { guest } = installed();
  const { world, actions } = guest.run;
  const text = JSON.stringify([{ at: '0s', ...action }]);
  const parsed = parseActions(text, 'act', { fleet: world.fleet, readFile });
  if (!parsed.ok) throw new TypeError(parsed.errors.map(formatFleetError).join('\n'));
  const { nowUs } = world.simulation;
  for (const each of parsed.actions) actions.schedule({ ...each, atUs: nowUs });
  world.simulation.runControl(nowUs);
}

export function kill(target: string): void {
  act({ kill: target });
}

/** Undoes every fault of the target, and starts what was killed. */
export function restore(target: string): void {
  act({ restore: target });
}

/** What the fleet has done so far, as `flotilla run --json` tells it. */
export function report(): Report {
  const { run } = installed().guest;
  run.world.simulation.facts.flush();
  return run.report({ wallMs: 0 });
}

function inHand(): ReturnType<typeof installed> {
  const found = installed();
  found.clock.takeInHand();
  return found;
}

function microseconds(duration: Duration): number {
  if (typeof duration === 'number') return Math.round(duration * 1000);
  const parsed = parseDuration(duration);
  if (!parsed.ok) throw new TypeError(`${duration}: expected ${parsed.expected}`);
  return parsed.value;
}

function readFleet(pathOrText: string): Fleet {
  const isText = pathOrText.includes('\n') || pathOrText.trimStart().startsWith('{');
  const given = !isText && existsSync(pathOrText) && statSync(pathOrText).isDirectory();
  const file = isText ? textName : given ? path.join(pathOrText, textName) : pathOrText;
  const loaded = loadFleet({
    path: file,
    readFile: (name) => (isText && name === textName ? pathOrText : readFile(name)),
  });
  if (loaded.ok) return loaded.fleet;
  throw new TypeError(loaded.errors.map(formatFleetError).join('\n'));
}

function readFile(name: string): string | null {
  return existsSync(name) && statSync(name).isFile() ? readFileSync(name, 'utf8') : null;
}
