/** What a fault can be done to, as a page tells things apart. A replica is `orders#2`. */
export type FaultTarget = 'process' | 'replica' | 'service' | 'link' | 'store' | 'broker' | 'topic' | 'flow';

/** How big a fault is, as a form asks for it. Values are as `Action.sizes` wants them. */
export interface FaultSize {
  readonly name: string;
  /** What a form calls it: "by", "errors". */
  readonly label: string;
  readonly unit: SizeUnit;
  readonly usual: number;
  /** Bounds of a form; a script may go beyond. */
  readonly least: number;
  readonly most: number;
  /** Of the sizes that have this, exactly one is given. */
  readonly oneOf?: true;
}

/** `us` are microseconds, a `share` is between 0 and 1, `times` is a factor. */
export type SizeUnit = 'us' | 'times' | 'share' | 'bytes' | 'cores' | 'count' | 'status' | 'perSecond';

/** One of several words. */
export interface FaultChoice {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly usual: string;
}

/** A kind of fault, for buttons, keys and the palette. */
export interface FaultKind {
  readonly verb: string;
  readonly label: string;
  /** The key that does it while its target is selected. */
  readonly key: string;
  readonly fitsOn: readonly FaultTarget[];
  readonly sizes: readonly FaultSize[];
  readonly choices: readonly FaultChoice[];
  /** It lasts, for a time or until it is undone; else it happens once. */
  readonly lasts: boolean;
}
