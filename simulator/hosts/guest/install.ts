import Module, { register } from 'node:module';
import { bareEnvironment, bareFleet, programName } from '../../fleet/bare-fleet.ts';
import { createNodeRun } from '../node/node-run.ts';
import { Clock } from './clock.ts';
import { Guest } from './guest.ts';
import { NativeShelf } from './native-shelf.ts';
import { installVirtualGlobals } from './virtual-globals.ts';

/** What `flotilla/testing` finds of what `flotilla/register` has set up. */
export interface Installed {
  readonly guest: Guest;
  readonly clock: Clock;
}

const installedKey = Symbol.for('flotilla.installed');
const shelfKey = Symbol.for('flotilla.shelf');

type Holder = Record<symbol, unknown>;

/** Puts this Node process into a simulated world: an empty SQL store and a log broker, until a test asks for a fleet. */
export async function install(): Promise<void> {
  const holder = globalThis as unknown as Holder;
  if (holder[installedKey] !== undefined) return;
  const run = await createNodeRun(bareFleet, { seed: '1', host: 'inline' });
  const guest = new Guest(programName(process.argv[1] ?? 'program'), run);
  const shelf = new NativeShelf(guest.bridge);
  const timers = installVirtualGlobals(guest);
  const clock = new Clock(guest, () => {
    const { node } = guest;
    return node.waitingCalls > 0 || node.timersDueUs.length > timers.unreferenced;
  });
  for (const [name, value] of Object.entries(bareEnvironment)) process.env[name] ??= value;
  holder[installedKey] = { guest, clock } satisfies Installed;
  holder[shelfKey] = shelf;
  standInForImports(shelf);
}

export function installed(): Installed {
  const found = (globalThis as unknown as Holder)[installedKey];
  if (found === undefined)
    throw new Error('flotilla/testing needs flotilla/register: node --import flotilla/register FILE');
  return found as Installed;
}

/** For `import` by Node's hooks, for `require` at its loader. */
function standInForImports(shelf: NativeShelf): void {
  const { names } = shelf;
  const exportsOf = Object.fromEntries(names.map((name) => [name, Object.keys(shelf.load(name))]));
  register('./import-hooks.js', { parentURL: import.meta.url, data: exportsOf });
  const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
  const load = loader._load;
  loader._load = (request, ...rest) =>
    names.includes(request) ? shelf.load(request) : Reflect.apply(load, loader, [request, ...rest]);
}
