import { createActor, fromPromise } from 'xstate';
import type { ActorRefFrom, SnapshotFrom } from 'xstate';
import { deedsOn } from './engine/deeds.ts';
import type {
  Acted,
  Action,
  AnswerTo,
  CheckReadings,
  FleetEdit,
  Mistake,
  Question,
  Rewritten,
} from '../../simulator/index.ts';
import { aroundEngine } from './engine/around-engine.ts';
import { EngineInUse } from './engine/engine-in-use.ts';
import type { OnOtherSeed } from './engine/other-seed.ts';
import type { Replay } from './engine/replay/replay.ts';
import { createLessonStore } from './lessons/lesson-store.ts';
import type { LessonStore } from './lessons/lesson-store.ts';
import { sessionMachine } from './session-machine.ts';
import type { Booted, BootOrder } from './session-machine.ts';
import { usualRun } from './place.ts';
import type { RunSeed } from './run-seed.ts';
import type { BreakingStore } from './stores/breaking-store.ts';
import type { FrameStore } from './stores/frame-store.ts';
import type { MessageStream } from './stores/message-stream.ts';
import type { CodeStore } from './stores/code-store.ts';
import { createMomentStore } from './stores/moment-store.ts';
import type { MomentStore } from './stores/moment-store.ts';
import type { EditingStore } from './stores/editing-store.ts';
import { places } from './stores/place-store.ts';
import { createScreenStore } from './stores/screen-store.ts';
import type { Screen, ScreenStore } from './stores/screen-store.ts';
import { createSelectionStore } from './stores/selection-store.ts';
import type { SelectionStore } from './stores/selection-store.ts';
import type { FleetSource } from './work/fleet-source.ts';
import { browserStorage, onSavedElsewhere, workStorage } from './work/saved-work.ts';
import { OwnFleets } from './fleets/own-fleets.ts';
import { Sources } from './fleets/sources.ts';
import { watchTrial } from './work/watch-trial.ts';
import { WorkStore } from './work/work-store.ts';
import { Exploring } from './engine/explore/exploring.ts';
import type { SharedRun } from './sharing/shared-run.ts';
import { Branches } from './sharing/branches.ts';
import { LentRuns } from './sharing/lent-runs.ts';

export type SessionSnapshot = SnapshotFrom<typeof sessionMachine>;

/** What is done to a fleet; the engine knows when. */
export type Deed = Omit<Action, 'atUs' | 'sizes'> & { readonly sizes?: Action['sizes'] };

/** One person's fleet: what may happen, what is shown, and what can be done to it. */
export interface Session {
  readonly actor: ActorRefFrom<typeof sessionMachine>;
  readonly frames: FrameStore;
  readonly messages: MessageStream;
  readonly selection: SelectionStore;
  /** Where in time somebody points. */
  readonly moment: MomentStore;
  readonly screen: ScreenStore;
  /** What the fleet is made of, and what this person made of it. */
  readonly work: WorkStore;
  readonly code: CodeStore;
  readonly ownFleets: OwnFleets;
  /** Changes of the structure, to be undone and done again. */
  readonly editing: EditingStore;
  /** Runs that came by a link or as a file. */
  readonly lentRuns: LentRuns;
  /** Runs that went another way. */
  readonly branches: Branches;
  /** The lesson that is open, and what its checks say. */
  readonly lesson: LessonStore;
  /** Of a run that is being had again. */
  readonly replay: Replay;
  /** How the next fault is to be. */
  readonly breaking: BreakingStore;
  /** Breaks something, sends something, changes something. */
  readonly act: (...deeds: readonly Deed[]) => void;
  /** Does one thing and says what came of it; null when there is no fleet to do it to. */
  readonly attempt: (deed: Deed) => Promise<Acted | null>;
  /** Takes back one applied fault, by the id that the frame gives it. */
  readonly undo: (...faultIds: readonly number[]) => void;
  /** What would hinder texts from running: those given, or the fleet's as this person left them; null when there are none. */
  readonly check: (texts?: FleetSource) => Promise<readonly Mistake[] | null>;
  /** Writes a change into a fleet's file; null when there is no engine. */
  readonly rewrite: (texts: FleetSource, edit: FleetEdit) => Promise<Rewritten | null>;
  /** Null when there is no fleet to ask. */
  readonly ask: <Asked extends Question>(question: Asked) => Promise<AnswerTo<Asked> | null>;
  /** The same of the run as it stands, also while somebody looks back. */
  readonly askNow: Session['ask'];
  /** Other runs of this fleet, and what does not hold in them. */
  readonly exploring: Exploring;
  /** What the checks of the lesson say now; null when there is no fleet. */
  readonly checks: () => Promise<CheckReadings | null>;
  /** The run as it stands, ready to be had again on other seeds; null when it is of no lesson. */
  readonly onOtherSeed: () => Promise<OnOtherSeed | null>;
  /** The run as it stands, as the beginning of another one; null when there is none. */
  readonly standing: () => Promise<SharedRun | null>;
  /** The same, to be sent to somebody: with the run that stands beside it, where there is one. */
  readonly share: () => Promise<SharedRun | null>;
}

export function createSession(run: RunSeed | null, remembered: Partial<Screen> = {}): Session {
  const work = new WorkStore(workStorage);
  onSavedElsewhere(work.heard);
  const ownFleets = new OwnFleets(browserStorage());
  const lentRuns = new LentRuns();
  const branches = new Branches(lentRuns);
  const lesson = createLessonStore();
  const engine = new EngineInUse(new Sources({ work, ownFleets, lentRuns, lesson }), {
    // Nobody looks back at what runs along beside the first words.
    remembers: () => places.getState().at !== 'home',
  });
  watchTrial(engine.frames, work);
  const selection = createSelectionStore();
  const moment = createMomentStore();
  const machine = sessionMachine.provide({
    actors: {
      boot: fromPromise<Booted, BootOrder>(({ input, signal }) => engine.boot(input, signal)),
    },
    actions: {
      playEngine: (_, { speed, until }) => engine.play(speed, until),
      pauseEngine: () => engine.move((client) => client.engine.pause()),
      lookBack: (_, { atUs }) => engine.lookBack(atUs),
      lookAtNow: () => engine.lookAtNow(),
      stepEngine: (_, { by }) => engine.move((client) => client.engine.step(by)),
      dropEngine: () => {
        engine.drop();
        selection.clear();
        moment.clear();
      },
    },
  });
  const actor: Session['actor'] = createActor(machine, { input: { run: run ?? usualRun, waits: run === null } });
  engine.onLost = (reason) => {
    work.conclude('did not come back');
    actor.send({ type: 'engine lost', reason });
  };
  engine.onStopped = (reason) => actor.send({ type: 'engine stopped', reason });
  actor.start();
  return {
    actor,
    selection,
    moment,
    ownFleets,
    lentRuns,
    branches,
    lesson,
    replay: engine.replay,
    screen: createScreenStore(remembered),
    exploring: new Exploring({ branches, engine }),
    ...aroundEngine(engine, work),
    ...deedsOn(engine, actor),
  };
}
