import { createActor, fromPromise } from 'xstate';
import type { Comparison, SeriesAnswer } from '../../../simulator/index.ts';
import { aroundEngine } from '../engine/around-engine.ts';
import { ofNow } from '../engine/deeds.ts';
import { EngineInUse } from '../engine/engine-in-use.ts';
import type { Use } from '../engine/engine-in-use.ts';
import { problemOf } from '../engine/engine-problem.ts';
import { Replay } from '../engine/replay/replay.ts';
import { Sources } from '../fleets/sources.ts';
import { createLessonStore } from '../lessons/lesson-store.ts';
import { sessionMachine } from '../session-machine.ts';
import type { Booted, BootOrder } from '../session-machine.ts';
import type { Session } from '../session.ts';
import { isBranch } from '../sharing/lent-runs.ts';
import { createMomentStore } from '../stores/moment-store.ts';
import type { MomentStore } from '../stores/moment-store.ts';
import { createSelectionStore } from '../stores/selection-store.ts';
import { workStorage } from '../work/saved-work.ts';
import { WorkStore } from '../work/work-store.ts';
import { bootPair, runOfSide } from './boot-pair.ts';
import type { BootParts } from './boot-pair.ts';
import { Curtain } from './curtain.ts';
import type { SideName } from './curtain.ts';
import { otherSide, PairActs } from './pair-acts.ts';
import type { Engines } from './pair-acts.ts';
import { PairClock } from './pair-clock.ts';
import { PairLook } from './pair-look.ts';
import { sideNames, titlesOf } from './pair-run.ts';
import type { PairRun } from './pair-run.ts';
import { createPairStore } from './pair-store.ts';
import type { PairStore } from './pair-store.ts';
import { sharedPair } from './shared-pair.ts';

/** Two fleets on one clock. Whatever is shown of them is of the same virtual microsecond. */
export interface Pair {
  /** What may happen: to both, since time is one. */
  readonly actor: Session['actor'];
  readonly store: PairStore;
  /** One session for each; what is done in one of them is done to both as far as the store's aim says so. */
  readonly sides: Readonly<Record<SideName, Session>>;
  /** Both held against each other where they stand, and over time what the clients of one name got of either. */
  readonly compare: (flow: string) => Promise<Compared | null>;
  readonly open: (run: PairRun, isPressed?: boolean) => void;
  /** Ends both engines. */
  readonly close: () => void;
}

export interface Compared {
  readonly comparison: Comparison;
  readonly series: Readonly<Record<SideName, SeriesAnswer>>;
}

type Beside = Pick<Session, 'ownFleets' | 'lentRuns' | 'branches' | 'screen' | 'exploring'>;

/** `beside` is the session of the workbench: fleets, branches and the screen are the same in both. */
export function createPair({ ownFleets, lentRuns, branches, screen, exploring }: Beside): Pair {
  // These alone: whoever gives more of a session gives a time of its own, too.
  const beside: Beside = { ownFleets, lentRuns, branches, screen, exploring };
  const store = createPairStore();
  const curtain = new Curtain();
  const own = { replay: new Replay(), moment: createMomentStore(), lesson: createLessonStore() };
  const shared = { ...beside, ...own };
  const works = { left: readOnlyWork(), right: readOnlyWork() };
  const engineOf = (side: SideName): EngineInUse =>
    new EngineInUse(new Sources({ ...shared, work: works[side] }), behind(curtain, side));
  const engines: Engines = { left: engineOf('left'), right: engineOf('right') };
  const clock = clockOf(engines, store);
  const acts = new PairActs(engines, clock, store);
  const selections = selectionsOf(store);
  const actor = actorOf({
    engines,
    clock,
    acts,
    store,
    curtain,
    selections,
    ...shared,
    processors: navigator.hardwareConcurrency,
  });
  const sessionOf = (side: SideName): Session => ({
    ...{ actor, ...shared, selection: selections[side] },
    ...aroundEngine(engines[side], works[side]),
    ...ofNow(
      actor,
      actingOn(side, acts, (error) => clock.onLost(error)),
    ),
    share: () => sharedPair(engines, store.getState()),
  });
  let stopNaming = (): void => {};
  return {
    ...{ actor, store, sides: { left: sessionOf('left'), right: sessionOf('right') } },
    compare: (flow) => clock.inTurn(() => compared(engines, store, flow)),
    open: (run, isPressed = false) => {
      const titles = titlesOf(run, beside);
      // What is done to a branch is what makes it one.
      const isFork = isBranch(run.left) && isBranch(run.right);
      store.setState({ run, titles, ...(isFork ? { side: 'right', aim: 'one' } : { side: 'left' }) });
      stopNaming();
      stopNaming = branches.store.subscribe(() => store.setState({ titles: titlesOf(run, beside) }));
      actor.send({ type: 'open', run: runOfSide(run, 'left', beside.lentRuns), isPressed });
    },
    close: () => {
      stopNaming();
      actor.send({ type: 'close' });
    },
  };
}

interface Moved extends BootParts {
  readonly acts: PairActs;
  readonly selections: Readonly<Record<SideName, Session['selection']>>;
  readonly moment: MomentStore;
}

/** What may happen, and how it is done to both. */
function actorOf({ acts, selections, moment, ...parts }: Moved): Session['actor'] {
  const { engines, clock, curtain, store, lentRuns } = parts;
  const back = new PairLook(engines, (error) => clock.onLost(error));
  const machine = sessionMachine.provide({
    actors: {
      boot: fromPromise<Booted, BootOrder>(({ input: { isPressed }, signal }) => bootPair(parts, isPressed, signal)),
    },
    actions: {
      playEngine: (_, { speed, until }) => clock.play(speed, until),
      pauseEngine: () => clock.pause(),
      stepEngine: (_, { by }) => clock.step(by),
      lookBack: (_, { atUs }) => back.look(atUs),
      lookAtNow: () => back.end(),
      dropEngine: () => {
        clock.reset();
        acts.forget();
        back.end();
        curtain.clear();
        moment.clear();
        for (const side of sideNames) {
          engines[side].drop();
          selections[side].clear();
        }
      },
    },
  });
  const run = runOfSide(store.getState().run, 'left', lentRuns);
  const actor: Session['actor'] = createActor(machine, { input: { run, waits: true, startsAgain: false } });
  const lost = (reason: string): void => actor.send({ type: 'engine lost', reason });
  clock.onStopped = (reason) => actor.send({ type: 'engine stopped', reason });
  clock.onLost = (error) => lost(problemOf(error).message);
  for (const side of sideNames) engines[side].onLost = (reason) => lost(`${store.getState().titles[side]}: ${reason}`);
  actor.start();
  return actor;
}

function behind(curtain: Curtain, side: SideName): Use {
  return { host: 'group', curtain: (atUs, show) => curtain.take(side, atUs, show) };
}

/** Of now, whatever is shown. Asked in one turn of the clock, so that all of it is of one moment. */
async function compared(engines: Engines, store: PairStore, flow: string): Promise<Compared | null> {
  const left = await engines.left.askNow({ about: 'account' });
  if (!left) return null;
  const seriesOf = (side: SideName) => engines[side].askNow({ about: 'series', kind: 'flow', of: flow });
  const [comparison, ...series] = await Promise.all([
    engines.right.askNow({ about: 'comparison', left, names: store.getState().titles }),
    seriesOf('left'),
    seriesOf('right'),
  ]);
  const [ofLeft, ofRight] = series;
  return comparison && ofLeft && ofRight ? { comparison, series: { left: ofLeft, right: ofRight } } : null;
}

function clockOf(engines: Engines, store: PairStore): PairClock {
  const followers = sideNames.map((side) => ({
    title: () => store.getState().titles[side],
    lead: (...order: Parameters<EngineInUse['lead']>) => engines[side].lead(...order),
    bring: (untilUs: number) => engines[side].bring(untilUs),
    nextUs: () => engines[side].nextUs(),
  }));
  return new PairClock(followers, {
    nowMs: () => performance.now(),
    rest: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}

function actingOn(side: SideName, acts: PairActs, failed: (error: unknown) => void) {
  const act: Session['act'] = (...deeds) => {
    for (const deed of deeds) acts.attempt(side, deed).catch(failed);
  };
  const undo: Session['undo'] = (...ids) => {
    acts.undo(side, ids).catch(failed);
  };
  return { act, undo, attempt: ((deed) => acts.attempt(side, deed)) satisfies Session['attempt'] };
}

/** One thing is selected, on either side; whoever selects is at that side. */
function selectionsOf(store: PairStore): Readonly<Record<SideName, Session['selection']>> {
  const selections = { left: createSelectionStore(), right: createSelectionStore() };
  for (const side of sideNames) {
    selections[side].subscribe(({ selected }, before) => {
      if (!selected || selected === before.selected) return;
      selections[otherSide[side]].select(null);
      store.setState({ side });
    });
  }
  return selections;
}

/** A comparison shows what this person deployed, and changes nothing of it. */
function readOnlyWork(): WorkStore {
  return new WorkStore(workStorage && { ...workStorage, setItem: () => {}, removeItem: () => {} });
}
