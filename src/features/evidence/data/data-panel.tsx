import { useState } from 'react';
import { viewOf } from './view-of.ts';
import type { View } from './view-of.ts';
import { useSelection } from '../../../session/use-session.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import list from '../parts/list.module.css';
import { QueryBox } from './query-box.tsx';
import { IfDown, StoreSelect } from './store-select.tsx';
import { Tables } from './tables.tsx';
import { Topics } from './topics/topics.tsx';
import { useStores } from './use-stores.ts';

const views = [
  { value: 'tables', label: 'Tables' },
  { value: 'query', label: 'Query' },
  { value: 'topics', label: 'Topics' },
] as const satisfies readonly { readonly value: View; readonly label: string }[];

/** It follows what is selected, a topic or a store, until another view is chosen here. */
function useView(): readonly [view: View, choose: (view: View) => void] {
  const selected = useSelection((selection) => selection.selected);
  const [state, setState] = useState(() => ({ selected, view: viewOf(selected, 'tables') }));
  if (state.selected === selected) return [state.view, (view) => setState({ selected, view })];
  const view = viewOf(selected, state.view);
  setState({ selected, view });
  return [view, (chosen) => setState({ selected, view: chosen })];
}

/** What the fleet has stored. */
export function DataPanel() {
  const [view, setView] = useView();
  const stores = useStores();
  const choice = <Choice label="View" options={views} chosen={view} onChoose={setView} />;
  if (view === 'topics') return <Topics>{choice}</Topics>;
  if (stores.chosen === null) {
    return (
      <div className={list.whole}>
        <div className={list.filters}>{choice}</div>
        <p className={list.empty}>This fleet has no store with tables.</p>
      </div>
    );
  }
  const { chosen } = stores;
  return view === 'tables' ? (
    <Tables store={chosen}>
      {choice}
      <StoreSelect stores={stores} />
    </Tables>
  ) : (
    <QueryBox key={chosen.name} store={chosen}>
      {choice}
      <StoreSelect stores={stores} />
      <IfDown store={chosen.name} />
    </QueryBox>
  );
}
