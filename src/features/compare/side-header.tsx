import { useStore } from 'zustand';
import type { EngineFrame } from '../../../simulator/index.ts';
import { conditionsIn } from '../../session/readings/condition.ts';
import { healthOf } from '../../session/readings/health-of.ts';
import type { SideName } from '../../session/pair/curtain.ts';
import type { PairRun } from '../../session/pair/pair-run.ts';
import { usePairState } from '../../session/pair/use-pair.ts';
import { go } from '../../session/stores/place-store.ts';
import { isTemplate, templates } from '../../session/work/templates.ts';
import { useFrame, useMap, useSession } from '../../session/use-session.ts';
import { HealthSign } from '../../ui/signs/health-shape.tsx';
import type { Health } from '../../ui/signs/health.ts';
import { SideKey } from './side-key.tsx';
import styles from './compare.module.css';

/** Which fleet a side is, what it is made of, and how it is. */
export function SideHeader({ side }: { readonly side: SideName }) {
  const map = useMap();
  return (
    <header className={styles.header}>
      <SideKey side={side} />
      <FleetSelect side={side} />
      {map && (
        <span className={styles.made}>
          {counted(map.processes.length, 'process', 'processes')}, {counted(map.stores.length, 'store', 'stores')}
        </span>
      )}
      <State />
    </header>
  );
}

function FleetSelect({ side }: { readonly side: SideName }) {
  const run = usePairState((state) => state.run);
  const title = usePairState(({ titles }) => titles[side]);
  const own = useStore(useSession().ownFleets, ({ fleets }) => fleets);
  const choose = (id: string): void => {
    const pair: PairRun = { ...run, [side]: id };
    go({ at: 'compare', pair });
  };
  const known = [
    ...Object.entries(templates).map(([id, { label }]) => ({ id, label })),
    ...own.map(({ id, parcel }) => ({ id, label: parcel.title })),
  ];
  const isBranch = !isTemplate(run[side]) && !own.some(({ id }) => id === run[side]);
  return (
    <h2>
      <select
        aria-label={`Fleet on the ${side}`}
        className={styles.fleet}
        value={run[side]}
        onChange={(event) => choose(event.target.value)}
      >
        {isBranch && <option value={run[side]}>{title}</option>}
        {known.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </h2>
  );
}

/** As one text, so that it is drawn anew only when it says something else. */
function State() {
  const state = useFrame((frame) => JSON.stringify(stateOf(frame)));
  if (state === null) return null;
  const { health, text } = JSON.parse(state) as ReturnType<typeof stateOf>;
  return (
    <span className={styles.state} data-health={health}>
      <HealthSign health={health} />
      {text}
    </span>
  );
}

/** What of it does not serve. */
function stateOf(frame: EngineFrame): { readonly health: Health; readonly text: string } {
  const conditions = conditionsIn(frame);
  const processes = [...new Set(conditions.map(({ process }) => process))];
  const states = processes.map((process) => {
    const own = conditions.filter((each) => each.process === process).map(({ condition }) => condition);
    return { process, ...healthOf(own, 0) };
  });
  const unwell = states.filter(({ health }) => health !== 'ready');
  const [first] = unwell;
  if (!first) return { health: 'ready', text: 'all ready' };
  if (unwell.length === states.length) return { health: first.health, text: `everything is ${first.word}` };
  const names =
    unwell.length > 2
      ? `${unwell.length} of ${states.length} processes`
      : unwell.map(({ process }) => process).join(', ');
  return { health: first.health, text: `only ${names}: ${first.word}` };
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
