import { unpacked } from '../fleets/parcel.ts';
import type { FleetSource } from '../work/fleet-source.ts';
import { checksumOf } from './checksum.ts';
import type { RunToHave, SharedRun } from './shared-run.ts';

export interface LentRun<Run extends RunToHave = RunToHave> {
  readonly run: Run;
  readonly source: FleetSource;
}

const idPrefix = 'link-';

/** Whose fleet came by a link or as a file: a stranger's, whoever sent it. */
export function isLent(id: string): boolean {
  return id.startsWith(idPrefix);
}

export function isBranch(id: string): boolean {
  return /^branch-\d{1,6}$/.test(id);
}

/** The same text is the same fleet, so that what was changed of it is found again. */
export function lentIdOf(text: string): string {
  return idPrefix + checksumOf(new TextEncoder().encode(text)).toString(36);
}

const branchPrefix = 'branch-';

/** Runs that were brought along, or that branched off another one, as long as the page is open. To have one here runs none of it. */
export class LentRuns {
  readonly #runs = new Map<string, LentRun>();
  #branches = 0;

  async take(text: string, run: SharedRun): Promise<LentRun<SharedRun>> {
    const id = lentIdOf(text);
    const source = await unpacked(run.fleet, id, 'a stranger');
    const lent = { run, source };
    this.#runs.set(id, lent);
    return lent;
  }

  /**
   * A run to be had again beside another one; gives its id. A stranger's is only made of a press on what the link holds, and
   * needs no other one.
   */
  async branch(title: string, run: RunToHave, by: FleetSource['by'] = 'this person'): Promise<string> {
    const id = `${branchPrefix}${++this.#branches}`;
    const source = await unpacked(run.fleet, id, by);
    this.#runs.set(id, { run, source: { ...source, title } });
    return id;
  }

  rename(id: string, title: string): void {
    const lent = this.#runs.get(id);
    if (lent) this.#runs.set(id, { ...lent, source: { ...lent.source, title } });
  }

  find(id: string): LentRun | null {
    return this.#runs.get(id) ?? null;
  }
}
