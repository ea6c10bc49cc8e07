import type { Random } from '../../kernel/random.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { Action } from '../../wire/actions.ts';
import type { Micros } from '../../wire/packet.ts';
import { crashLines } from './crash-lines.ts';

/** A fault of one kind, with all that it can be done to in this fleet. */
export interface FaultChoice {
  readonly verb: string;
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  readonly targets: readonly Aim[];
  readonly sizes: (random: Random) => Action['sizes'];
  /** It is over when it has happened. */
  readonly isOnce?: true;
}

interface Aim {
  readonly target: string;
  readonly sizes?: Action['sizes'];
}

const shortestUs = 200_000;
const shortUs = 1_500_000;
const longestUs = 8_000_000;
const passesMost = 20;
const nothing = (): Action['sizes'] => ({});
const among = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;
const directions = ['there', 'back', 'both'] as const;

/**
 * What fits on this fleet of all that can break. Left out is what never ends by itself (a poisoned record), what no network
 * or broker that is set up well does (records that change places), and what only makes a process slow in other ways.
 */
export function faultChoices(fleet: Fleet): FaultChoice[] {
  const code = fleet.processes.filter(({ services }) =>
    fleet.services.some(({ name, model }) => model === null && services.includes(name)),
  );
  const processes = code.flatMap(({ name, replicas }) =>
    replicas < 2 ? [name] : [name, ...Array.from({ length: replicas }, (_, index) => `${name}#${index + 1}`)],
  );
  const stores = fleet.stores.map(({ name }) => name);
  const servers = [...stores, ...fleet.brokers.map(({ name }) => name)];
  const uses = fleet.services.flatMap(({ name, uses }) => Object.values(uses).map((used) => `${name} -> ${used}`));
  const calls = fleet.links.flatMap(({ from, to }) => (from === '*' || to === '*' ? [] : [`${from} -> ${to}`]));
  const ways = [...processes, ...servers, ...uses, ...calls];
  const topics = fleet.brokers.flatMap((broker) => broker.topics.map(({ name }) => name));
  const matters = whatMatters(fleet);
  const aims = (names: readonly string[]): Aim[] =>
    [...new Set(names)].flatMap((target) =>
      often(
        { target },
        target.split(/ -> |#/).some((part) => matters.has(part)),
      ),
    );
  const choices: FaultChoice[] = [
    { verb: 'crashpoint', weight: 6, targets: crashAims(fleet, code, matters), sizes: crashSizes, isOnce: true },
    { verb: 'kill', weight: 4, targets: aims([...processes, ...servers]), sizes: nothing },
    { verb: 'hang', weight: 2, targets: aims(processes), sizes: nothing },
    { verb: 'partition', weight: 3, targets: aims(ways), sizes: partitionSizes },
    { verb: 'loss', weight: 2, targets: aims(ways), sizes: lossSizes },
    { verb: 'latency', weight: 2, targets: aims(ways), sizes: latencySizes },
    { verb: 'pause', weight: 2, targets: aims(servers), sizes: nothing },
    { verb: 'fail', weight: 1, targets: aims([...processes, ...stores]), sizes: failSizes },
    { verb: 'readonly', weight: 1, targets: aims(stores), sizes: nothing },
    { verb: 'duplicate', weight: 1, targets: aims(topics), sizes: duplicateSizes },
  ];
  return choices.filter(({ targets }) => targets.length > 0);
}

/** Most faults fall where a truth can see what comes of them: on what it asks, and on who writes there. */
function whatMatters({ truths, services, processes, brokers }: Fleet): ReadonlySet<string> {
  const sources = truths.flatMap(({ claim }) => (claim.kind === 'never' ? [claim.lines] : [claim.lines, claim.among]));
  const stores = new Set(sources.flatMap((source) => (source.kind === 'rows' ? [source.store] : [])));
  const topics = sources.flatMap((source) => (source.kind === 'records' ? [source.topic] : []));
  const holders = brokers.filter((broker) => broker.topics.some(({ name }) => topics.includes(name)));
  const writers = services.filter(({ uses }) => Object.values(uses).some((used) => stores.has(used)));
  const written = new Set(writers.map(({ name }) => name));
  const homes = processes.filter((process) => process.services.some((service) => written.has(service)));
  return new Set([...stores, ...topics, ...written, ...[...holders, ...homes].map(({ name }) => name)]);
}

const timesMore = 5;

function often(aim: Aim, isOften: boolean): Aim[] {
  return isOften ? Array.from({ length: timesMore }, () => aim) : [aim];
}

export function drawFault(choices: readonly FaultChoice[], atUs: Micros, random: Random): Action {
  const { verb, targets, sizes, isOnce } = weighed(choices, random);
  const { target, sizes: own } = among(random, targets);
  // Half of them are short: what goes wrong in a gap needs a gap that is short enough to be got over.
  const mostUs = random.below(2) === 0 ? shortUs : longestUs;
  const forUs = Math.round((shortestUs + random.next() * (mostUs - shortestUs)) / 1_000) * 1_000;
  return { atUs, verb, target, sizes: { ...own, ...sizes(random) }, ...(!isOnce && { forUs }) };
}

function weighed(choices: readonly FaultChoice[], random: Random): FaultChoice {
  const all = choices.reduce((sum, { weight }) => sum + weight, 0);
  let left = random.below(all);
  return choices.find(({ weight }) => (left -= weight) < 0)!;
}

/** Most of all where something is sent or settled, and in the file that says what a service does. */
function crashAims(fleet: Fleet, processes: Fleet['processes'], matters: ReadonlySet<string>): Aim[] {
  return processes.flatMap(({ name: target, services }) => {
    const own = fleet.services.filter(({ name }) => services.includes(name));
    const entries = new Set(own.map(({ entry }) => entry));
    const files = new Map(own.flatMap(({ files }) => Object.entries(files)));
    return [...files].flatMap(([file, text]) =>
      crashLines(file, text).flatMap(({ line, settles }) => {
        const aim = { target, sizes: { file, line } };
        const isOften = matters.has(target) && (settles || entries.has(file));
        return often(aim, isOften).flatMap((each) => often(each, isOften && settles));
      }),
    );
  });
}

const crashSizes: FaultChoice['sizes'] = (random) => ({ pass: 1 + random.below(passesMost) });
const partitionSizes: FaultChoice['sizes'] = (random) => ({
  mode: random.below(4) === 0 ? 'refused' : 'silent',
  direction: among(random, directions),
});
const lossSizes: FaultChoice['sizes'] = (random) => ({
  rate: (1 + random.below(9)) / 10,
  direction: among(random, directions),
});
const latencySizes: FaultChoice['sizes'] = (random) => ({
  add: among(random, [100, 500, 1_000, 2_000, 4_000, 8_000]) * 1_000,
  direction: among(random, directions),
});
const failSizes: FaultChoice['sizes'] = (random) => ({ rate: (1 + random.below(10)) / 10, status: 500 });
const duplicateSizes: FaultChoice['sizes'] = (random) => ({ rate: (1 + random.below(5)) / 10 });
