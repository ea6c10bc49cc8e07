import { loadFleet } from '../fleet/load-fleet.ts';
import { formatFleetError } from '../fleet/fleet-error.ts';
import { compileHere } from '../fleet/ready/file-compiler.ts';
import { serversHere } from '../fleet/world/servers-here.ts';
import { changeOf } from '../fleet/changes/catalogue.ts';
import { Sidecar } from '../platform/sidecar/sidecar.ts';
import { World } from '../fleet/world/world.ts';
import { Run } from '../run/run.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { InstanceHost } from '../platform/instance-port.ts';

const noProcesses: InstanceHost = {
  open: () => {
    throw new Error('this fleet was meant to have no code');
  },
};

/** A fleet from the text of its file and of the files beside it. */
export function fleetOf(text: string, files: Readonly<Record<string, string>> = {}): Fleet {
  const all: Readonly<Record<string, string>> = { 'test.fleet.yaml': text, ...files };
  const loaded = loadFleet({ path: 'test.fleet.yaml', readFile: (path) => all[path] ?? null });
  if (!loaded.ok) throw new Error(loaded.errors.map(formatFleetError).join('\n'));
  return loaded.fleet;
}

/** A run of a fleet whose services are all models. */
export function modelRun(text: string, seed = '1'): Run {
  return new Run(
    new World({
      fleet: fleetOf(text),
      seed,
      host: noProcesses,
      compile: compileHere(),
      changeOf,
      sidecars: () => Sidecar,
      servers: serversHere(null),
    }),
  );
}
