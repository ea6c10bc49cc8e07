import { createStore } from 'zustand/vanilla';
import type { FleetSource, Texts } from './fleet-source.ts';
import { besideEntry, withChanges } from './fleet-source.ts';
import { openWork, saveWork } from './saved-work.ts';
import type { SetAside, WorkStorage } from './saved-work.ts';
import { noWork } from './work.ts';
import type { Work } from './work.ts';

export interface WorkState extends Work {
  /** What the fleet was made of at the start; null until one was opened. */
  readonly source: FleetSource | null;
  /** False when the browser does not keep it: then it lasts until the page is closed. */
  readonly isSaved: boolean;
  readonly aside: SetAside | null;
  /** Another tab has changed the same fleet since: nobody's work is thrown away unasked. */
  readonly elsewhere: Work | null;
  /** What was deployed lies among the drafts again, because of how it ended the last time. */
  readonly isHeldBack: boolean;
}

const nothing: WorkState = {
  ...noWork,
  source: null,
  isSaved: true,
  aside: null,
  elsewhere: null,
  isHeldBack: false,
};

/** One fleet's texts and what a person made of them. Paths are as the fleet file writes them. */
export class WorkStore {
  readonly #storage: WorkStorage | null;
  readonly #store = createStore<WorkState>(() => nothing);
  readonly getState = this.#store.getState;
  readonly getInitialState = this.#store.getInitialState;
  readonly subscribe = this.#store.subscribe;

  constructor(storage: WorkStorage | null) {
    this.#storage = storage;
  }

  /** Whether this person has left the fleet as it was. */
  isUntouched(fleet: string): boolean {
    const { work, aside } = openWork(this.#storage, fleet);
    return work === noWork && aside === null;
  }

  close(): void {
    this.#store.setState(nothing, true);
  }

  open(source: FleetSource): void {
    const { work, aside } = openWork(this.#storage, source.id);
    this.#store.setState({ ...nothing, ...work, source, aside }, true);
  }

  /** The text as the start has it; null for a file that it does not have. */
  atStart(path: string): string | null {
    const { source } = this.getState();
    return source?.files[besideEntry(source, path)] ?? source?.files[path] ?? null;
  }

  /** As it runs. */
  atWork(path: string): string | null {
    return this.getState().deployed[path] ?? this.atStart(path);
  }

  /** As the person left it. */
  current(path: string): string | null {
    return this.getState().drafts[path] ?? this.atWork(path);
  }

  /** Paths of files that the start does not have. */
  made(): string[] {
    const { drafts, deployed } = this.getState();
    return [...new Set([...Object.keys(deployed), ...Object.keys(drafts)])].filter(
      (path) => this.atStart(path) === null,
    );
  }

  /** All texts as the person left them. */
  asLeft(): FleetSource | null {
    const { source, deployed, drafts } = this.getState();
    return source && withChanges(source, { ...deployed, ...drafts });
  }

  edit(path: string, text: string): void {
    const drafts = { ...this.getState().drafts, [path]: text };
    this.#change({ drafts: differing(drafts, (other) => this.atWork(other)) });
  }

  /** Takes away files that the start does not have, where they are as given: what somebody wrote into them stays. */
  unmake(texts: Texts): void {
    const untouched = this.made().filter((path) => path in texts && this.current(path) === texts[path]);
    const without = (from: Texts): Texts =>
      Object.fromEntries(Object.entries(from).filter(([path]) => !untouched.includes(path)));
    const { deployed, drafts } = this.getState();
    this.#change({ deployed: without(deployed), drafts: without(drafts) });
  }

  /** Forgets drafts, all or those of one file. */
  discard(path?: string): void {
    const { [path ?? '']: _, ...others } = this.getState().drafts;
    this.#change({ drafts: path === undefined ? {} : others });
  }

  /** These texts run from now on, or from the next start. */
  deploy(texts: Texts): void {
    const state = this.getState();
    const deployed = differing({ ...state.deployed, ...texts }, (path) => this.atStart(path));
    this.#change({
      deployed,
      drafts: differing(state.drafts, (path) => deployed[path] ?? this.atStart(path)),
      trial: Object.keys(deployed).length === 0 ? 'none' : 'being tried',
    });
    this.#store.setState({ isHeldBack: false });
  }

  /** These texts run from the next start, instead of whatever this person made. */
  restart(texts: Texts): void {
    const deployed = differing(texts, (path) => this.atStart(path));
    this.#change({ drafts: {}, deployed, trial: Object.keys(deployed).length === 0 ? 'none' : 'being tried' });
  }

  /** How the code that was tried has turned out. */
  conclude(trial: 'ran' | 'did not come back'): void {
    const { trial: before } = this.getState();
    const isNews = before === 'being tried' || (before === 'ran' && trial === 'did not come back');
    if (isNews) this.#change({ trial });
  }

  /**
   * What a run is to be made of. By itself a run takes only code that is known to run: other code goes back to the
   * drafts. What somebody starts by a press runs in any case.
   */
  toRun({ isPressed }: { readonly isPressed: boolean }): FleetSource | null {
    const { deployed, drafts, trial } = this.getState();
    if (!isPressed && trial !== 'ran' && Object.keys(deployed).length > 0) {
      this.#change({ drafts: { ...deployed, ...drafts }, deployed: {}, trial: 'none' });
      this.#store.setState({ isHeldBack: true });
    }
    const { source, deployed: trusted } = this.getState();
    return source && withChanges(source, trusted);
  }

  /** There may be room by now. */
  saveAgain(): void {
    this.#change({});
  }

  /** It stays in the storage, but nobody has to hear of it any more. */
  forgetAside(): void {
    this.#store.setState({ aside: null });
  }

  /** Another tab wrote. */
  readonly heard = (fleet: string, work: Work): void => {
    const { source, drafts, deployed } = this.getState();
    if (source?.id !== fleet) return;
    const isOther = !isSame(drafts, work.drafts) || !isSame(deployed, work.deployed);
    this.#store.setState({ elsewhere: isOther ? work : null });
  };

  /** Of two tabs' work one is kept. */
  settle(keep: 'mine' | 'theirs'): void {
    const { elsewhere } = this.getState();
    this.#store.setState({ elsewhere: null });
    if (elsewhere) this.#change(keep === 'theirs' ? elsewhere : {});
  }

  #change(next: Partial<Work>): void {
    const { source, drafts, deployed, trial } = { ...this.getState(), ...next };
    if (!source) return;
    const isNothing = Object.keys(drafts).length === 0 && Object.keys(deployed).length === 0;
    const work = isNothing ? noWork : { drafts, deployed, trial };
    this.#store.setState({ ...work, isSaved: saveWork(this.#storage, source.id, work) });
  }
}

function isSame(one: Texts, other: Texts): boolean {
  const paths = Object.keys(one);
  return paths.length === Object.keys(other).length && paths.every((path) => one[path] === other[path]);
}

/** Without what is equal to what it is compared with. */
function differing(texts: Texts, from: (path: string) => string | null): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([path, text]) => text !== from(path)));
}
