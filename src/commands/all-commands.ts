import type { Session } from '../session/session.ts';
import { markLine } from './code/crash-points.ts';
import { deployChanges, startWithChanges } from './code/deploy-changes.ts';
import { resetAll, bringCodeBack } from './code/reset.ts';
import type { Command } from './command.ts';
import { blackFriday } from './compare/black-friday.ts';
import { compareShapes } from './compare/compare-shapes.ts';
import { chooseShapes } from './fleet/choose-shape.ts';
import { addSomething, redoChange, undoChange } from './fleet/change-structure.ts';
import { keepCopy, openTemplates } from './fleet/open-fleet.ts';
import { exploreFleet, stopExploring } from './fleet/explore.ts';
import { faultsByKey, faultsOn, injectFault } from './fleet/inject-fault.ts';
import { selectThing, thingsOn } from './fleet/select-thing.ts';
import { sendRequest } from './fleet/send-request.ts';
import { chooseMove, movesIn } from './fleet/move-boundary.ts';
import { keepsIn } from './fleet/keep-tables.ts';
import { letTrafficFlow, stopTraffic } from './fleet/switch-traffic.ts';
import { undoFault, undoLast } from './fleet/undo-fault.ts';
import { backToNow, lookBack, lookForward } from './time/look-back.ts';
import { nextStep, previousStep } from './lesson/go-to-step.ts';
import { resetStep } from './lesson/reset-step.ts';
import { pause, play } from './time/play-pause.ts';
import { runUntils } from './time/run-until.ts';
import { setSpeeds } from './time/set-speed.ts';
import { whatIf, whatIfChanged } from './time/what-if.ts';
import { anotherSeed, startOver } from './time/start-over.ts';
import { stepEvent, stepHop } from './time/step.ts';
import { enlargeEvidence, paneCommands, toggleEvidence, toggleInspector, toggleLesson } from './view/arrange-panes.ts';
import { chooseThemes } from './view/choose-theme.ts';
import { showBranches } from './sharing/branches.ts';
import { shareRun } from './sharing/share-run.ts';
import { goHome } from './view/go-home.ts';
import { zoomOut } from './view/zoom-out.ts';
import { showFleets } from './view/show-fleets.ts';
import { openHelp, openPalette } from './view/show-overlay.ts';

/** What does not depend on the fleet. */
export const standing: readonly Command[] = [
  play,
  pause,
  stepHop,
  stepEvent,
  lookBack,
  lookForward,
  backToNow,
  whatIf,
  whatIfChanged,
  ...setSpeeds,
  ...runUntils,
  startOver,
  anotherSeed,
  stopTraffic,
  letTrafficFlow,
  undoLast,
  ...chooseShapes,
  compareShapes,
  blackFriday,
  deployChanges,
  startWithChanges,
  resetAll,
  bringCodeBack,
  markLine,
  openPalette,
  openHelp,
  nextStep,
  previousStep,
  resetStep,
  toggleLesson,
  toggleInspector,
  toggleEvidence,
  enlargeEvidence,
  ...paneCommands,
  ...chooseThemes,
  zoomOut,
  ...addSomething,
  undoChange,
  redoChange,
  chooseMove,
  ...openTemplates,
  keepCopy,
  exploreFleet,
  stopExploring,
  shareRun,
  showBranches,
  showFleets,
  goHome,
];

/** Everything that can be done now. */
export function allCommands(session: Session): Command[] {
  const { map, frame } = session.frames.getState();
  const things = map ? thingsOn(map) : [];
  const all = [
    ...standing,
    ...(map?.flows ?? []).map(sendRequest),
    ...(frame?.faults ?? []).map(undoFault),
    ...(map ? [...movesIn(map), ...keepsIn(map)] : []),
    ...things.map(selectThing),
    ...things.flatMap((thing) => (map ? faultsOn(map, thing).map((fault) => injectFault(fault, thing.name)) : [])),
  ];
  return all.filter((command) => command.isPossible(session));
}

/** What a key means now: the faults of what is selected have keys of their own. */
export function commandForKey(session: Session, chord: string): Command | undefined {
  return [...standing, ...faultsByKey(session)].find(
    (command) => command.keys.includes(chord) && command.isPossible(session),
  );
}
