import type { Mistake } from './acted.ts';

/** What a person does to the structure of a fleet; it is written into the fleet file. Values are written as there: `500ms`. */
export type FleetEdit =
  | { readonly kind: 'add service'; readonly name: string; readonly body: 'code' | 'model' }
  | { readonly kind: 'add store'; readonly name: string; readonly engine: 'sql' }
  | { readonly kind: 'add broker'; readonly name: string }
  | { readonly kind: 'add topic'; readonly name: string; readonly broker: string; readonly partitions: number }
  | {
      readonly kind: 'add traffic';
      readonly name: string;
      readonly to: string;
      readonly request: string;
      readonly rate: string;
    }
  | { readonly kind: 'connect' | 'disconnect'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly what: RemovableKind; readonly name: string }
  /** Into a process that is there, or one of this name that is new. */
  | { readonly kind: 'move'; readonly services: readonly string[]; readonly to: string }
  /** In a store that is there, or one of this name that is new. */
  | { readonly kind: 'keep'; readonly service: string; readonly role: string; readonly store: string }
  /** Null takes a field away. */
  | { readonly kind: 'set link'; readonly from: string; readonly to: string; readonly fields: EditedFields }
  | { readonly kind: 'set process'; readonly name: string; readonly fields: EditedFields };

export type RemovableKind = 'service' | 'store' | 'broker' | 'topic' | 'flow';

type Written = string | number | { readonly [name: string]: string | number };
export type EditedFields = Readonly<Record<string, Written | null>>;

export type Rewritten =
  | {
      readonly ok: true;
      /** Changed and new texts, by their paths as the fleet file writes them. */
      readonly texts: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };
