import type { Texts } from './fleet-source.ts';

/**
 * What a person changed about one fleet. Paths are as the fleet file writes them.
 * Both are kept from one visit to the next.
 */
export interface Work {
  /** As in the editor, where it differs from what is deployed. */
  readonly drafts: Texts;
  /** As it runs, or is to run, where it differs from the start. */
  readonly deployed: Texts;
  /**
   * Whether the deployed code is known to run: code that was being tried when the page was closed, or that did not
   * come back, is not run again by itself.
   */
  readonly trial: 'none' | 'being tried' | 'did not come back' | 'ran';
}

export const noWork: Work = { drafts: {}, deployed: {}, trial: 'none' };

const version = 1;
const trials: readonly string[] = ['none', 'being tried', 'did not come back', 'ran'] satisfies Work['trial'][];

export type ReadWork =
  | { readonly ok: true; readonly work: Work }
  | { readonly ok: false; readonly what: 'from a newer version' | 'damaged' };

export function writtenWork(work: Work): string {
  return JSON.stringify({ version, ...work });
}

/** Whatever lay in storage: by an older or newer Flotilla, cut off, or by somebody's hand. */
export function readWork(text: string): ReadWork {
  const stored = parsed(text);
  if (typeof stored !== 'object' || stored === null) return { ok: false, what: 'damaged' };
  const { version: written, drafts, deployed, trial } = stored as Partial<Record<string, unknown>>;
  if (typeof written === 'number' && written > version) return { ok: false, what: 'from a newer version' };
  if (written !== version || !isTexts(drafts) || !isTexts(deployed) || !isTrial(trial))
    return { ok: false, what: 'damaged' };
  return { ok: true, work: { drafts, deployed, trial } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isTexts(value: unknown): value is Texts {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((text) => typeof text === 'string')
  );
}

function isTrial(value: unknown): value is Work['trial'] {
  return typeof value === 'string' && trials.includes(value);
}
