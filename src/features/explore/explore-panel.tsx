import { useState } from 'react';
import { useStore } from 'zustand';
import { CommandButton } from '../../commands/command-button.tsx';
import { exploreRuns, stopExploring } from '../../commands/fleet/explore.ts';
import type { ExploringState } from '../../session/engine/explore/exploring.ts';
import { useMap, useSession } from '../../session/use-session.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { Found } from './found.tsx';
import { doneText, progressText } from './progress-text.ts';
import { Truths } from './truths.tsx';
import styles from './explore.module.css';

const counts = [20, 50, 200] as const;

/** Many futures at once: what must hold is asked of each, and the smallest in which it does not can be opened. */
export function ExplorePanel() {
  const { exploring } = useSession();
  const state = useStore(exploring.store);
  const truths = useMap()?.truths ?? [];
  const isKnown = state.progress !== null;
  if (truths.length === 0 && !isKnown) return <NoTruths />;
  const found = state.progress?.found ?? [];
  return (
    <section className={styles.explore} aria-label="Explore">
      <div className={styles.side}>
        <p className={styles.lead}>
          Runs of this fleet with other seeds and other faults, beside the one you see. Each begins as the fleet is now:
          your code, your changes, and what you broke and did not restore. What is found is kept under Branches.
        </p>
        <Controls state={state} />
        <Truths names={truths} progress={state.progress} title={state.title} />
      </div>
      <section className={styles.found} aria-label="What does not hold">
        {found.map((run) => (
          <Found key={run.truth} found={run} isOver={state.phase === 'done'} />
        ))}
        {found.length === 0 && <Nothing state={state} />}
      </section>
    </section>
  );
}

function Controls({ state }: { readonly state: ExploringState }) {
  const { exploring } = useSession();
  const [runs, setRuns] = useState<(typeof counts)[number]>(counts[1]);
  const { phase, progress, explored, leftMs, problem } = state;
  const isOn = exploring.isOn;
  return (
    <div className={styles.controls}>
      <div className={styles.buttons}>
        {isOn ? (
          <CommandButton command={stopExploring}>
            {phase === 'making smaller' ? 'Leave it as it is' : 'Stop here'}
          </CommandButton>
        ) : (
          <>
            <CommandButton command={exploreRuns(runs)} look="solid">
              {explored ? 'Explore again' : 'Explore'}
            </CommandButton>
            <Choice
              label="How many runs"
              options={counts.map((value) => ({ value, label: `${value} runs` }))}
              chosen={runs}
              onChoose={setRuns}
            />
          </>
        )}
      </div>
      {progress && phase === 'searching' && (
        <progress aria-label="Runs that are done" value={progress.runsDone} max={progress.runs} />
      )}
      <output className={styles.said}>
        {phase === 'starting' && 'Getting ready …'}
        {isOn && progress && progressText(progress, leftMs)}
        {phase === 'done' && explored && doneText(explored)}
      </output>
      {problem && (
        <div role="alert" className={styles.problem}>
          <p>
            {problem.message} {problem.cure}
          </p>
          {problem.details.map((detail) => (
            <code key={detail}>{detail}</code>
          ))}
        </div>
      )}
    </div>
  );
}

function Nothing({ state: { phase, explored } }: { readonly state: ExploringState }) {
  if (phase === 'done' && explored && explored.runsDone > 0 && explored.idleRuns === explored.runsDone)
    return (
      <p className={styles.empty}>
        No client got what it asked for in any of these runs. See under Events why the services do not answer.
      </p>
    );
  if (phase === 'done' && explored && explored.runsDone > 0)
    return (
      <p className={styles.empty}>
        Everything held in {explored.runsDone} runs. That proves nothing about the next one, and it is a good sign.
      </p>
    );
  return (
    <p className={styles.empty}>
      {phase === 'searching' ? 'Nothing found so far.' : 'What does not hold is listed here, with a run to open.'}
    </p>
  );
}

function NoTruths() {
  return (
    <p className={styles.empty}>
      This fleet says nothing that has to hold. Write it into its fleet file under <code>truths:</code>, as the shop
      does: that an order is charged once, that stock is never negative.
    </p>
  );
}
