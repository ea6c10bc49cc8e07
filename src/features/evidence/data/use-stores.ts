import { useMap } from '../../../session/use-session.ts';
import { useChosen } from './use-chosen.ts';

export interface ChosenStore {
  readonly name: string;
  /** None when it has none, or is none that the fleet has. */
  readonly tables: readonly string[];
}

export interface Stores {
  readonly names: readonly string[];
  readonly chosen: ChosenStore | null;
  readonly choose: (name: string) => void;
}

/** The stores that have tables, and the one that is looked into. */
export function useStores(): Stores {
  const stores = (useMap()?.stores ?? []).filter(({ engine }) => engine === 'sql');
  const names = stores.map(({ name }) => name);
  const [name, choose] = useChosen('store', names);
  const tables = stores.find((store) => store.name === name)?.tables ?? [];
  return { names, chosen: name === null ? null : { name, tables }, choose };
}
