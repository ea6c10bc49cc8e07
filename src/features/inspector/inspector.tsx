import { useMap, useSelection } from '../../session/use-session.ts';
import { late } from '../../ui/late.tsx';
import styles from './inspector.module.css';

const Panel = late(() => import('./panels/panel.tsx').then((part) => part.Panel));
const AddForm = late(() => import('./change-it/add-form.tsx').then((part) => part.AddForm));
const ChangeSaid = late(() => import('./change-it/change-said.tsx').then((part) => part.ChangeSaid));

/** How the selected thing is, and every way to break it. */
export function Inspector() {
  const map = useMap();
  const selected = useSelection((selection) => selection.selected);
  return (
    <div className={styles.inspector}>
      <ChangeSaid />
      {map && selected ? <Panel selected={selected} map={map} nothing={<Nothing />} /> : <Nothing />}
    </div>
  );
}

function Nothing() {
  return (
    <>
      <div className={styles.none}>
        <h2>Nothing is selected</h2>
        <p>Select a process, a store, a link or the clients on the chart, and here is how it is and how to break it.</p>
        <p>A service is moved by dragging it out of its process, or into another.</p>
        <p>By keyboard: the arrow keys walk along the links, Enter comes here, F2 moves a service.</p>
      </div>
      <AddForm />
    </>
  );
}
