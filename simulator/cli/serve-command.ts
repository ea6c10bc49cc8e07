import { writeFileSync } from 'node:fs';
import { createNodeRun } from '../hosts/node/node-run.ts';
import { parseOptions, UsageError } from './options.ts';
import { printReport } from './runs/print-report.ts';
import { fleetFileOf, readFleet } from './runs/run-command.ts';
import { httpDoor } from './serve/http-door.ts';
import { LiveRun } from './serve/live-run.ts';
import { OutsideRoutes } from './serve/outside-route.ts';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Recording } from '../run/recording.ts';
import type { Options } from './options.ts';
import type { Fleet } from '../fleet/fleet.ts';
import type { Pace } from './serve/live-run.ts';

const shape = {
  port: { takes: 'value', expected: 'a number, or 0 for any that is free' },
  host: { takes: 'value', expected: 'an address of this machine' },
  seed: { takes: 'value', expected: 'any text' },
  pace: { takes: 'value', expected: 'real or max' },
  route: { takes: 'value', expected: 'a service' },
  record: { takes: 'value', expected: 'a file to write' },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla serve FLEET --port N [--host 127.0.0.1] [--pace real|max] [--route SERVICE] [--seed TEXT] [--record RUN.json]

Runs a fleet that answers real HTTP requests: of curl, a browser, a load generator. /SERVICE/path and SERVICE.localhost
reach a service; anything else goes to --route, or to where the fleet's own traffic goes. With --route every path is that
service's own. Answers carry their traceparent; a request that got none is answered 502 or 504 and says why.

At --pace real a virtual second takes a second; at max, time moves only while somebody waits for an answer, and then as
fast as it can. Ctrl-C ends it and prints the report. Requests come when they come, so only the recording makes such a run
repeatable: flotilla replay.
The code of the services runs with your rights: run only what you trust.`;

export async function serveCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const port = portOf(options.text('port'));
  const pace = paceOf(options.text('pace') ?? 'real');
  const fleet = readFleet(fleetFileOf(options.positional));
  if (!fleet) return 2;
  const routes = new OutsideRoutes(fleet, serviceOf(options.text('route'), fleet));
  await serve(fleet, routes, { port, pace, options });
  return 0;
}

interface ServeOptions {
  readonly port: number;
  readonly pace: Pace;
  readonly options: Options;
}

async function serve(fleet: Fleet, routes: OutsideRoutes, { port, pace, options }: ServeOptions): Promise<void> {
  const seed = options.text('seed') ?? '1';
  const record = options.text('record');
  const run = await createNodeRun(fleet, { seed, host: 'inline' });
  const live = new LiveRun(run, { pace, record: record !== undefined });
  await live.becomeReady();
  const server = httpDoor(routes, live);
  await listening(server, port, options.text('host') ?? '127.0.0.1');
  announce(fleet, routes, server.address() as AddressInfo);
  const stop = (): void => live.stop();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const startedMs = performance.now();
  await live.play();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  server.close();
  server.closeAllConnections();
  const forUs = run.nowUs + 1;
  await run.advance(forUs);
  const report = run.report({ wallMs: performance.now() - startedMs });
  run.dispose();
  printReport(report, fleet.name);
  if (record === undefined) return;
  const recording: Recording = { flotilla: 1, seed, forUs, digest: report.digest, fleet, actions: run.actions.record };
  writeFileSync(record, JSON.stringify(recording));
}

function announce(fleet: Fleet, routes: OutsideRoutes, { address, port }: AddressInfo): void {
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}/`;
  console.log(`${fleet.name} answers at ${url} (${routes.usual})`);
  for (const name of routes.names) console.log(`  ${name}: http://${name}.localhost:${port}/`);
  console.log('Ctrl-C ends it.');
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new UsageError(`--port ${port}: ${error.message}`)));
    server.listen(port, host, resolve);
  });
}

function portOf(text: string | undefined): number {
  const port = Number(text);
  if (text === undefined || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port ${text ?? 'is missing'}: expected ${shape.port.expected}`);
  return port;
}

function paceOf(text: string): Pace {
  if (text === 'real' || text === 'max') return text;
  throw new UsageError(`--pace ${text}: expected ${shape.pace.expected}`);
}

function serviceOf(text: string | undefined, fleet: Fleet): string | undefined {
  const names = fleet.services.map((service) => service.name);
  if (text === undefined || names.includes(text)) return text;
  throw new UsageError(`--route ${text}: expected one of ${names.join(', ')}`);
}
