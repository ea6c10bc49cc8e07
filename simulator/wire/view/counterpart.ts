import type { FleetMap } from './fleet-map.ts';

/** What an action on one fleet would be done to in another one that is made of the same code, or told by the same clients. */
export interface CounterpartQuestion {
  readonly about: 'counterpart';
  readonly of: CounterpartOf;
  /** The fleet that the action is about. */
  readonly there: FleetMap;
}

export interface CounterpartOf {
  readonly verb: string;
  readonly target: string;
  /** Paths that a deployment brings. */
  readonly files: readonly string[];
}

export type Counterpart =
  | {
      readonly ok: true;
      readonly target: string;
      /** Why it is that one, where it is called otherwise; null where it is not. */
      readonly why: string | null;
    }
  /** Why there is none. */
  | { readonly ok: false; readonly why: string };
