import { isBranch } from '../sharing/lent-runs.ts';
import { noWork, readWork, writtenWork } from './work.ts';
import type { Work } from './work.ts';

const prefix = 'flotilla.work.';
const asidePrefix = 'flotilla.aside.';

/** Something stored that could not be read: it stays, and can be taken along. */
export interface SetAside {
  readonly what: 'from a newer version' | 'damaged';
  readonly text: string;
}

export interface Opened {
  readonly work: Work;
  readonly aside: SetAside | null;
}

/** As far as saving needs it of `localStorage`, which may be forbidden or full. */
export type WorkStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Storage that is forbidden throws when it is only looked at. */
export function browserStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** As given, but what is made of a branch lasts as long as the page does: the next page calls another run so. */
export function branchesInPage(storage: WorkStorage): WorkStorage {
  const ofPage = new Map<string, string>();
  const isOfBranch = (key: string): boolean => key.startsWith(prefix) && isBranch(key.slice(prefix.length));
  return {
    getItem: (key) => (isOfBranch(key) ? (ofPage.get(key) ?? null) : storage.getItem(key)),
    setItem: (key, text) => (isOfBranch(key) ? void ofPage.set(key, text) : storage.setItem(key, text)),
    removeItem: (key) => (isOfBranch(key) ? void ofPage.delete(key) : storage.removeItem(key)),
  };
}

const ofBrowser = browserStorage();

/** Where this page has what a person made of fleets. */
export const workStorage = ofBrowser && branchesInPage(ofBrowser);

/** What cannot be read is set aside before anything is written over it. */
export function openWork(storage: WorkStorage | null, fleet: string): Opened {
  const text = storage?.getItem(prefix + fleet) ?? null;
  if (storage === null || text === null) return { work: noWork, aside: null };
  const read = readWork(text);
  if (read.ok) return { work: read.work, aside: null };
  tryTo(() => storage.setItem(asidePrefix + fleet, text));
  return { work: noWork, aside: { what: read.what, text } };
}

/** False when it is kept only as long as the page is open. */
export function saveWork(storage: WorkStorage | null, fleet: string, work: Work): boolean {
  if (storage === null) return false;
  return tryTo(() =>
    work === noWork ? storage.removeItem(prefix + fleet) : storage.setItem(prefix + fleet, writtenWork(work)),
  );
}

/** Another tab has written: whose it was, and what it says now. */
export function onSavedElsewhere(heard: (fleet: string, work: Work) => void): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (!key?.startsWith(prefix)) return;
    const read = newValue === null ? ({ ok: true, work: noWork } as const) : readWork(newValue);
    if (read.ok) heard(key.slice(prefix.length), read.work);
  });
}

function tryTo(write: () => void): boolean {
  try {
    write();
    return true;
  } catch {
    return false;
  }
}
