import fastCheck from 'fast-check';
import { expect, test } from 'vitest';
import { loadFleet } from '../load-fleet.ts';
import { parseActions } from '../actions/parse-actions.ts';
import { shopFiles } from './fleet-files.ts';

const shop = shopFiles['shop.fleet.yaml']!;

const fragments = [
  ': ', '- ', '? ', '{', '}', '[', ']', ', ', '\n', '\t', '  ', '#', '&a', '*a', '<<: *a', '!!str ', '!x ', '|', '>', '"', "'",
  '%', '---\n', '...\n', '${', '}', '${pick(', '->', '→', '* -> ', '..', '(', ')', '1e308', '.nan', '.inf', '-0', '0x10', 'null', '~',
  'true', '__proto__: ', 'constructor: ', 'extends: shop.fleet.yaml\n', '\u0000', '\ufeff', '\ud83d\ude80', '\u200b', '\r', '5ms', '100%',
]; // prettier-ignore

interface Edit {
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}

const hostile = fastCheck.oneof(
  fastCheck.constantFrom(...fragments),
  fastCheck.string({ maxLength: 5, unit: 'binary' }),
);
const anywhere = fastCheck.noBias(fastCheck.nat(shop.length));

/** Cuts a few characters or many, anywhere. */
const blindEdit = fastCheck.record({
  at: anywhere,
  cut: fastCheck.oneof(fastCheck.nat(2), fastCheck.nat(200)),
  put: fastCheck.oneof(hostile, fastCheck.constantFrom('', '1', 's')),
});

/** Puts something else for one word, so that the file mostly stays YAML and the checks behind it are reached. */
const words = [...shop.matchAll(/[\w./%*-]+/g)].map((match) => ({
  at: match.index,
  cut: match[0].length,
  put: match[0],
}));
const wordEdit = fastCheck
  .tuple(fastCheck.constantFrom(...words), fastCheck.constantFrom(...words), fastCheck.option(hostile))
  .map(([word, other, put]): Edit => ({ ...word, put: put ?? other.put }));

function edited(text: string, edits: readonly Edit[]): string {
  const fromTheEnd = [...edits].sort((left, right) => right.at - left.at);
  return fromTheEnd.reduce((result, { at, cut, put }) => result.slice(0, at) + put + result.slice(at + cut), text);
}

interface Outcomes {
  read: number;
  refused: number;
}

function tried(edits: fastCheck.Arbitrary<Edit>, editsMax: number, seed: number): Outcomes {
  const outcomes = { read: 0, refused: 0 };
  const some = fastCheck.array(edits, { minLength: 1, maxLength: editsMax });
  const property = fastCheck.property(some, (made) => readOrRefused(edited(shop, made), outcomes));
  fastCheck.assert(property, { seed, numRuns: 800 });
  return outcomes;
}

function readOrRefused(text: string, outcomes: Outcomes): void {
  const readFile = (path: string): string | null => (path === 'x.yaml' ? text : (shopFiles[path] ?? null));
  const loaded = loadFleet({ path: 'x.yaml', readFile });
  outcomes[loaded.ok ? 'read' : 'refused'] += 1;
  if (loaded.ok) return;
  expect(loaded.errors.length).toBeGreaterThan(0);
  for (const { file, line, column, message } of loaded.errors) {
    const lines = (readFile(file) ?? '').split('\n');
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
    expect(message).toMatch(/found .+, expected .+/s);
  }
}

test('a fleet file with anything cut out or put in anywhere is read, or refused with places inside it', () => {
  const { read, refused } = tried(blindEdit, 3, 20_251_121);
  // The edits must neither all be harmless nor all be fatal, or nothing was tried.
  expect(Math.min(read, refused)).toBeGreaterThan(20);
});

test('a fleet file with other words in it is read, or refused with places inside it', () => {
  const { read, refused } = tried(wordEdit, 2, 77);
  expect(Math.min(read, refused)).toBeGreaterThan(20);
});

test('whatever a script is, it is read or refused', () => {
  const parts = fastCheck.constantFrom(...fragments, 'at: 5s', 'kill: a', 'set: a -> b', 'deploy: a', 'files: {}');
  const property = fastCheck.property(fastCheck.array(parts, { maxLength: 12 }), (made) => {
    const parsed = parseActions(made.join(''), 'actions.yaml');
    expect(parsed.ok || parsed.errors.length > 0).toBe(true);
  });
  fastCheck.assert(property, { seed: 4711, numRuns: 1500 });
});
