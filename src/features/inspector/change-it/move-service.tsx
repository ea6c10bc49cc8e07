import { useState } from 'react';
import { moveTo } from '../../../commands/fleet/move-boundary.ts';
import { useCommand } from '../../../commands/use-command.ts';
import type { FleetMap, MapProcess } from '../../../../simulator/index.ts';
import { leavings, moveInWords, targetsOf, whyStays } from '../../../session/readings/moving.ts';
import type { Leaving, Target } from '../../../session/readings/moving.ts';
import { useShown } from '../../../session/use-session.ts';
import { SelectField } from './field.tsx';
import styles from './change.module.css';

interface MoveServiceProps {
  readonly process: MapProcess;
  readonly map: FleetMap;
}

/** The boundary, moved by a form: what the chart does by dragging. */
export function MoveService({ process, map }: MoveServiceProps) {
  const all = leavings(process);
  const [what, setWhat] = useState('0');
  const [where, setWhere] = useState('0');
  const leaving = all[Number(what)] ?? all[0];
  if (!leaving || all.every((each) => targetsOf(map, each).length === 0)) return null;
  const targets = targetsOf(map, leaving);
  const target = targets[Number(where)] ?? targets[0];
  return (
    <>
      {all.length > 1 && <SelectField label="Move" value={what} options={all.map(optionOf)} onChange={setWhat} />}
      {target ? (
        <>
          <SelectField
            label={all.length > 1 ? 'to' : `Move ${process.name} to`}
            value={where}
            options={targets.map(({ to, isNew }, place) => ({
              value: String(place),
              label: isNew ? 'a process of its own' : to,
            }))}
            onChange={setWhere}
          />
          <Move map={map} leaving={leaving} target={target} />
        </>
      ) : (
        <p className={styles.note}>{whyStays(map, leaving) ?? 'There is no other process to go to.'}</p>
      )}
    </>
  );
}

function optionOf({ services }: Leaving, place: number): { readonly value: string; readonly label: string } {
  return { value: String(place), label: services.length > 1 ? 'all of it' : services[0]! };
}

interface MoveProps {
  readonly map: FleetMap;
  readonly leaving: Leaving;
  readonly target: Target;
}

function Move({ map, leaving, target }: MoveProps) {
  const { isPossible, run } = useCommand(moveTo(map, leaving, target));
  const consequence = useShown(({ frame }) => moveInWords({ map, frame }, leaving, target));
  return (
    <>
      <p className={styles.note}>{consequence}</p>
      <button type="button" className={styles.submit} aria-disabled={!isPossible} onClick={() => isPossible && run()}>
        Move
      </button>
    </>
  );
}
