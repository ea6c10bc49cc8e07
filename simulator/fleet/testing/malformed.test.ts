import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatFleetError } from '../fleet-error.ts';
import { loadFleet } from '../load-fleet.ts';
import { errorsOf } from './fleet-files.ts';

const folder = new URL('./malformed/', import.meta.url);

const code: Readonly<Record<string, string>> = {
  'parents/fine.ts': 'export {};\n',
  'parents/broken.ts': `import { total } from './totals.ts';\n\nexport const one = total;\nexport { two } from './two';\n`,
};

function textOf(path: string): string | null {
  try {
    return code[path] ?? readFileSync(new URL(path, folder), 'utf8');
  } catch {
    return null;
  }
}

/** The comments at the head of a malformed file are its errors, in order; `line:column` alone is of the file itself. */
function expectedErrors(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const end = lines.findIndex((line) => !line.startsWith('# '));
  return lines.slice(0, end).map((line) => line.slice(2));
}

describe('every malformed fleet file is refused with all its errors, each at its place', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

  test('there are at least forty of them', () => expect(names.length).toBeGreaterThanOrEqual(40));

  for (const name of names) {
    test(name.replace('.yaml', '').replaceAll('-', ' '), () => {
      const expected = expectedErrors(textOf(name) ?? '');
      const loaded = loadFleet({ path: name, readFile: textOf });
      const found = loaded.ok ? [] : loaded.errors.map((error) => formatFleetError(error).replace(`${name}:`, ''));
      expect(expected.length).toBeGreaterThan(0);
      expect(found).toEqual(expected);
    });
  }
});

describe('a file that is no fleet file at all', () => {
  test('a missing file', () => {
    expect(errorsOf({})).toEqual([
      'fleet.yaml:1:1: found "fleet.yaml", where no file is, expected the path of a fleet file',
    ]);
  });

  test('an empty file, and one with nothing but comments', () => {
    const expected = ['fleet.yaml:1:1: found an empty file, expected a mapping with services'];
    expect(errorsOf({ 'fleet.yaml': '' })).toEqual(expected);
    expect(errorsOf({ 'fleet.yaml': '\uFEFF# nothing\n' })).toEqual(expected);
  });

  test('a file of 20 MB is refused before it is read', () => {
    expect(errorsOf({ 'fleet.yaml': 'services: {}\n'.repeat(1_600_000) })).toEqual([
      'fleet.yaml:1:1: found a file of 20 MB, expected at most 1 MB (1048576 characters)',
    ]);
  });

  test.each([
    ['brackets', '['.repeat(500_000)],
    ['closed brackets', '[ "]" '.repeat(100_000)],
    ['braces', '{a: '.repeat(200_000)],
    ['dashes', '- '.repeat(400_000)],
    ['questions', '? '.repeat(400_000)],
    ['indentation', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
  ])('nesting by %s without end is an error, not the end of the program', (_, text) => {
    const errors = errorsOf({ 'fleet.yaml': text });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('found deeper nesting, expected at most 48 levels');
  });

  test('a file of nothing but mistakes is told about the first ones only', () => {
    const lines = Array.from({ length: 30_000 }, (_, index) => `  Wrong_${index}: { modle: {} }\n`);
    expect(errorsOf({ 'fleet.yaml': `services:\n${lines.join('')}` })).toHaveLength(200);
  });

  test('the modes of a hundred million links are refused', () => {
    const services = Array.from({ length: 2000 }, (_, index) => `  s${index}: { code: one.ts }\n`).join('');
    const text = `services:\n${services}links:\n  default: { mode: async }\n`;
    expect(errorsOf({ 'fleet.yaml': text, 'one.ts': '' })).toEqual([
      'fleet.yaml:2003:3: links: found modes for more than 100000 pairs of services, expected a mode only on links that name both ends',
    ]);
  });

  test('bytes and other characters that are no text do no harm', () => {
    for (const text of [
      '\u0000\u0001\u0002',
      '\ud800',
      'services:\r\n  a:\r\n    model: {}\r\n\u0000',
      '\u0085\u2028',
      '\ue000',
    ]) {
      expect(errorsOf({ 'fleet.yaml': text }).length).toBeGreaterThan(0);
    }
  });
});
