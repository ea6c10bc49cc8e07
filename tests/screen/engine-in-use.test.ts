import { expect, test, vi } from 'vitest';
import type { EngineFrame } from '../../simulator/index.ts';
import { EngineInUse } from '../../src/session/engine/engine-in-use.ts';
import { WorldClient } from '../../src/session/engine/world-client.ts';
import type { WorldListener } from '../../src/session/engine/world-client.ts';
import type { Sources } from '../../src/session/fleets/sources.ts';
import { frame } from './frames.ts';

/** An engine whose pictures and answers come when the test says so: between two threads, either may be first. */
async function opened(fleet = 'tea') {
  let show: WorldListener['frame'] = () => {};
  let answer = (): void => {};
  let end = (): void => {};
  const over = new Promise<null>((resolve) => (end = () => resolve(null)));
  vi.spyOn(WorldClient, 'open').mockImplementation((_request, listener) => {
    show = (each) => listener.frame(each);
    const client = {
      map: { version: 1 },
      over,
      play: () => new Promise<void>((resolve) => (answer = resolve)),
      check: () => new Promise(() => {}),
      ask: () => new Promise(() => {}),
      rewrite: () => new Promise(() => {}),
      engine: new Proxy({}, { get: () => () => new Promise(() => {}) }),
      dispose: () => end(),
    };
    return Promise.resolve(client as unknown as WorldClient);
  });
  const source = { id: 'tea', title: 'Tea', entry: 'fleet.yaml', files: {}, by: 'flotilla' };
  const sources = { toBoot: () => Promise.resolve({ load: {}, source, replayed: null }) } as unknown as Sources;
  const engine = new EngineInUse(sources);
  const stops: string[] = [];
  engine.onStopped = (reason) => stops.push(reason);
  await engine.boot({ run: { fleet, seed: 'a' } as never, isPressed: false }, new AbortController().signal);
  return {
    engine,
    source,
    stops,
    answered: async () => {
      answer();
      await new Promise((resolve) => setTimeout(resolve));
    },
    shows: (given: Partial<EngineFrame>) => show(frame({ playing: false, ...given })),
  };
}

test('a stop that comes before its order was answered is a stop all the same', async () => {
  const { engine, stops, shows, answered } = await opened();
  engine.play(Infinity, null);
  shows({ stopped: 'it is 1.000 s', plays: 1 });
  await answered();
  expect(stops).toEqual(['it is 1.000 s']);
});

test('a picture of a stop before does not stop what was ordered since', async () => {
  const { engine, stops, shows, answered } = await opened();
  engine.play(Infinity, null);
  await answered();
  shows({ stopped: 'it is 1.000 s', plays: 1 });
  engine.play(Infinity, null);
  await answered();
  shows({ stopped: 'it is 1.000 s', plays: 1 });
  shows({ stopped: 'it is 2.000 s', plays: 2 });
  expect(stops).toEqual(['it is 1.000 s', 'it is 2.000 s']);
});

test('what was asked of an engine that is gone by now has an end', async () => {
  const { engine, source } = await opened();
  const asked = Promise.all([engine.check(source as never), engine.attempt({ verb: 'kill', target: 'tea' })]);
  engine.drop();
  expect(await asked).toEqual([null, null]);
});

test('a question and a look back that are open when the fleet goes away end, and hinder nobody who looks at the next one', async () => {
  const { engine } = await opened();
  const open = [
    engine.ask({ about: 'map' }),
    engine.past(1_000),
    engine.rewrite({ files: {}, entry: '' } as never, {} as never),
  ];
  engine.drop();
  expect(await Promise.all(open)).toEqual([null, null, null]);
});

test('whatever else an engine was asked for ends with it, as where there is none', async () => {
  const { engine } = await opened('lesson-05-chains');
  const whileItWasThere = everythingOf(engine);
  engine.drop();
  const none = [null, undefined, Infinity, undefined, null, null, null, null, undefined];
  expect(await Promise.all(whileItWasThere)).toEqual(none);
  expect(await Promise.all(everythingOf(engine))).toEqual(none);
});

function everythingOf(engine: EngineInUse): readonly Promise<unknown>[] {
  return [
    engine.lead(1_000, null),
    engine.bring(1_000),
    engine.nextUs(),
    engine.schedule({} as never),
    engine.moment(),
    engine.shared(),
    engine.checks(),
    engine.onOtherSeed(),
    engine.undo(1),
  ];
}
