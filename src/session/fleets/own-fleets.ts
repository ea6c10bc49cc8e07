import { createStore } from 'zustand/vanilla';
import { readParcel } from './parcel.ts';
import type { Parcel } from './parcel.ts';
import type { WorkStorage } from '../work/saved-work.ts';

const prefix = 'flotilla.fleet.';
const idPrefix = 'own-';
const version = 1;

export interface OwnFleet {
  readonly id: string;
  readonly parcel: Parcel;
}

/** As far as a list of what is kept needs it of `localStorage`. */
export type FleetStorage = WorkStorage & Pick<Storage, 'key' | 'length'>;

interface Own {
  /** By title. */
  readonly fleets: readonly OwnFleet[];
  /** False when the browser does not keep them: then they last until the page is closed. */
  readonly isSaved: boolean;
  /** The one that was taken away last, as long as the page is open. */
  readonly removed: OwnFleet | null;
}

export function isOwn(id: string): boolean {
  return /^own-[a-z0-9]{1,32}$/.test(id);
}

/** The fleets that this person made or brought along. */
export class OwnFleets {
  readonly #storage: FleetStorage | null;
  readonly #store = createStore<Own>(() => ({ fleets: [], isSaved: true, removed: null }));
  readonly getState = this.#store.getState;
  readonly getInitialState = this.#store.getInitialState;
  readonly subscribe = this.#store.subscribe;

  constructor(storage: FleetStorage | null) {
    this.#storage = storage;
    this.#store.setState({ fleets: sorted(kept(storage)) });
  }

  find(id: string): Parcel | null {
    return this.getState().fleets.find((fleet) => fleet.id === id)?.parcel ?? null;
  }

  /** Gives the new fleet's id. */
  add(parcel: Parcel): string {
    const id =
      idPrefix + crypto.getRandomValues(new Uint32Array(2)).reduce((text, word) => text + word.toString(36), '');
    this.#put({ id, parcel });
    return id;
  }

  rename(id: string, title: string): void {
    const parcel = this.find(id);
    if (parcel && title.trim() !== '') this.#put({ id, parcel: { ...parcel, title: title.trim() } });
  }

  remove(id: string): void {
    const parcel = this.find(id);
    if (!parcel) return;
    tryTo(() => this.#storage?.removeItem(prefix + id));
    this.#store.setState(({ fleets }) => ({
      fleets: fleets.filter((fleet) => fleet.id !== id),
      removed: { id, parcel },
    }));
  }

  putBack(): void {
    const { removed } = this.getState();
    if (removed) this.#put(removed);
    this.#store.setState({ removed: null });
  }

  #put(fleet: OwnFleet): void {
    const text = JSON.stringify({ version, ...fleet.parcel });
    const isSaved = this.#storage !== null && tryTo(() => this.#storage?.setItem(prefix + fleet.id, text));
    this.#store.setState(({ fleets }) => ({
      fleets: sorted([...fleets.filter(({ id }) => id !== fleet.id), fleet]),
      isSaved,
    }));
  }
}

/** What cannot be read stays where it is: another version may know what it means. */
function kept(storage: FleetStorage | null): OwnFleet[] {
  if (!storage) return [];
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  return keys.flatMap((key) => {
    const id = key.startsWith(prefix) ? key.slice(prefix.length) : '';
    const parcel = isOwn(id) ? readKept(storage.getItem(key) ?? '') : null;
    return parcel ? [{ id, parcel }] : [];
  });
}

function readKept(text: string): Parcel | null {
  try {
    const value: unknown = JSON.parse(text);
    return (value as { readonly version?: unknown } | null)?.version === version ? readParcel(value) : null;
  } catch {
    return null;
  }
}

function sorted(fleets: readonly OwnFleet[]): OwnFleet[] {
  const key = ({ id, parcel }: OwnFleet): string => `${parcel.title}\n${id}`;
  return fleets.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

function tryTo(write: () => void): boolean {
  try {
    write();
    return true;
  } catch {
    return false;
  }
}
