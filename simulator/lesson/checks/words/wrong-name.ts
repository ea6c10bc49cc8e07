/** Something that a check or a text names and the fleet does not have. */
export class WrongName extends Error {
  readonly written: string;
  readonly found: string;
  readonly expected: string;

  constructor(written: string, found: string, expected: string) {
    super(`found ${found}, expected ${expected}`);
    this.name = 'WrongName';
    this.written = written;
    this.found = found;
    this.expected = expected;
  }
}

/** As far as checks ask whether a fleet has what they name. */
export interface KnownNames {
  must(kind: 'flow' | 'service' | 'process' | 'topic' | 'store' | 'caller' | 'callee', name: string): void;
  mustBeTarget(verb: string, target: string): void;
  mistake(written: string, expected: string): Error;
}

/**
 * Of checks whose names were held against their lesson's fleet before: whoever changes that fleet may take something away,
 * and then there is nothing of it to be measured.
 */
export const knownBefore: KnownNames = {
  must: () => {},
  mustBeTarget: () => {},
  mistake: (written, expected) => new WrongName(written, JSON.stringify(written), expected),
};
