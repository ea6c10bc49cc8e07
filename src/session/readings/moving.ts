import type { EngineFrame, FleetMap, MapProcess } from '../../../simulator/index.ts';

/** Services that go together from one process to another. */
export interface Leaving {
  readonly services: readonly string[];
  readonly from: string;
}

/** Where it can go: to the name of a process that is there, or to that of one that is new. */
export interface Target {
  readonly to: string;
  readonly isNew: boolean;
}

/** What can leave a process: each of its services alone, and all of them. */
export function leavings({ name, services, runsCode }: MapProcess): Leaving[] {
  if (!runsCode) return [];
  const all = { services, from: name };
  return services.length === 1 ? [all] : [...services.map((service) => ({ services: [service], from: name })), all];
}

export function isWhole(map: FleetMap, { services, from }: Leaving): boolean {
  return processNamed(map, from)?.services.length === services.length;
}

export function targetsOf(map: FleetMap, leaving: Leaving): Target[] {
  if (whyStays(map, leaving) !== null) return [];
  const { services, from } = leaving;
  const others = map.processes.filter(({ name, runsCode }) => runsCode && name !== from);
  const own = services.length === 1 && !isWhole(map, leaving) ? [{ to: services[0]!, isNew: true }] : [];
  return [...own, ...others.map(({ name }) => ({ to: name, isNew: false }))];
}

/** Why it cannot leave; null when it can. */
export function whyStays(map: FleetMap, leaving: Leaving): string | null {
  const { services, from } = leaving;
  const process = processNamed(map, from);
  if (!process) return `nothing is called ${from}`;
  if (!process.runsCode) return `${from} has no code, and is the same wherever it is`;
  const isNamesake = services.includes(from) && !isWhole(map, leaving);
  return isNamesake ? `The process bears the name of ${from}: move the others out of it instead.` : null;
}

/** What a move would do, in one or two sentences: said while somebody drags, and before anybody presses. */
export function moveInWords(
  { map, frame }: { readonly map: FleetMap; readonly frame: EngineFrame | null },
  leaving: Leaving,
  { to, isNew }: Target,
): string {
  const { services, from } = leaving;
  const whole = isWhole(map, leaving);
  const what = services.length === 1 ? services[0]! : `everything in ${from}`;
  const target = processNamed(map, to);
  const source = processNamed(map, from);
  const where = isNew ? `leaves ${from} for a process of its own` : `moves from ${from} into ${to}`;
  const rolled = [...(whole || !source ? [] : [source]), ...(target ? [target] : [])];
  const durations = rolled.map(({ replicas, startupUs }) => Math.max(1, replicas) * startupUs);
  const lastsUs = Math.max(...durations, isNew ? map.startupOfNewUs : 0);
  const names = rolled.map(({ name }) => name);
  const rollout = isNew
    ? `${what} starts and ${names.join(' and ')} is rolled out without it`
    : `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} rolled out anew${whole ? ` and ${from} goes away` : ''}`;
  const touched = new Set([from, ...names]);
  const inHand = (frame?.replicas ?? [])
    .filter(({ process }) => touched.has(process))
    .reduce((sum, replica) => sum + replica.inHand, 0);
  return `${what} ${where}: ${rollout}, in about ${secondsText(lastsUs)}. ${drainedText(inHand)}`;
}

function drainedText(inHand: number): string {
  if (inHand === 0) return 'No request is in hand.';
  return inHand === 1 ? 'The request in hand is ended first.' : `The ${inHand} requests in hand are ended first.`;
}

function secondsText(us: number): string {
  return `${Math.max(0.1, Math.round(us / 100_000) / 10)} s`;
}

function processNamed(map: FleetMap, name: string): MapProcess | undefined {
  return map.processes.find((process) => process.name === name);
}
