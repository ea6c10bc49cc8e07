import { useState } from 'react';
import type { Selected } from '../../../session/stores/selection-store.ts';
import { useSelection } from '../../../session/use-session.ts';
import { chosenName } from './chosen-name.ts';
import type { Picked } from './chosen-name.ts';

/** One of these names: it follows what is selected on the chart until another one is picked here. */
export function useChosen(
  kind: Selected['kind'],
  names: readonly string[],
): readonly [name: string | null, pick: (name: string) => void] {
  const selected = useSelection((selection) => (selection.selected?.kind === kind ? selection.selected.name : null));
  const [picked, setPicked] = useState<Picked | null>(null);
  return [chosenName(names, selected, picked), (name) => setPicked({ name, over: selected })];
}
