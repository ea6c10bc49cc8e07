/** How one kind of object is written: its brace and prefix, its inner entries, and which keys follow. */
export interface Kind {
  readonly base: string;
  readonly open: string;
  readonly close: string;
  readonly entries: () => string[];
  readonly hasEntries: boolean;
  readonly keys: readonly (string | symbol)[];
  readonly list?: ArrayLike<unknown>;
  /** Written alone when nothing follows. */
  readonly empty: string;
}

export interface Named {
  readonly constructor: string | null;
  readonly tag: string;
}
