import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objection, isForTests } from './tidy/import-rules.ts';
import { importsOf } from './tidy/imports.ts';
import { inexactPowers } from './tidy/powers.ts';
import { readSource, repository, sourceFiles } from './tidy/source-files.ts';

const isCode = (path: string) => /\.tsx?$/.test(path);

describe('who may import whom', () => {
  const objectionsIn = (file: string, source: string) =>
    importsOf(file, source).flatMap((found) => {
      const why = objection(file, found);
      return why === null ? [] : [`${file}:${found.line} ${found.specifier}: ${why}`];
    });

  test('every import of the project is allowed', () => {
    const files = sourceFiles().filter(isCode);
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap((file) => objectionsIn(file, readSource(file)))).toEqual([]);
  });

  test.each([
    ['the kernel uses a package', 'simulator/kernel/a.ts', 'yaml'],
    ['the kernel uses a node: module', 'simulator/kernel/a.ts', 'node:fs'],
    ['the kernel knows the network', 'simulator/kernel/a.ts', '../network/network.ts'],
    ['wire knows the kernel', 'simulator/wire/a.ts', '../kernel/hash.ts'],
    ['network and machine are strangers', 'simulator/network/a.ts', '../machine/cpu.ts'],
    ['a store knows the runtime', 'simulator/stores/sql/a.ts', '../../runtime/compile.ts'],
    ['a store knows the network', 'simulator/stores/sql/a.ts', '../../network/network.ts'],
    ['a broker knows a store', 'simulator/broker/log/a.ts', '../../stores/sql/b.ts'],
    ['the platform knows the fleet file', 'simulator/platform/a.ts', '../fleet/fleet.ts'],
    ['telemetry knows the workload', 'simulator/telemetry/a.ts', '../workload/arrivals.ts'],
    ['telemetry knows a fault', 'simulator/telemetry/a.ts', '../faults/kill.ts'],
    ['the fleet knows the run', 'simulator/fleet/a.ts', '../run/run.ts'],
    ['the run knows a lesson', 'simulator/run/a.ts', '../lesson/lesson.ts'],
    ['a lesson knows the host it is proven on', 'simulator/lesson/a.ts', '../hosts/realm.ts'],
    ['a lesson knows what is explored', 'simulator/lesson/a.ts', '../explore/judge.ts'],
    ['whoever explores knows a host', 'simulator/explore/a.ts', '../hosts/realm.ts'],
    ['the run knows its host', 'simulator/run/a.ts', '../hosts/inline-host.ts'],
    ['a host knows the command line', 'simulator/hosts/a.ts', '../cli/main.ts'],
    ['a library knows the kernel', 'simulator/libraries/pg/a.ts', '../../kernel/hash.ts'],
    ['a library knows another', 'simulator/libraries/pg/a.ts', '../express/b.ts'],
    ['a library uses a node: module', 'simulator/libraries/pg/a.ts', 'node:net'],
    ['somebody imports a library', 'simulator/run/a.ts', '../libraries/pg/b.ts'],
    ['the simulator knows the screen', 'simulator/run/a.ts', '../../src/app.tsx'],
    ['the simulator uses React', 'simulator/run/a.ts', 'react'],
    ['the simulator uses a state machine of the screen', 'simulator/platform/a.ts', 'xstate'],
    ['the simulator’s door uses a package', 'simulator/index.ts', 'yaml'],
    ['the screen enters by a window', 'src/features/canvas/a.ts', '../../../simulator/run/run.ts'],
    ['a feature makes a worker', 'src/features/canvas/a.ts', '../../../simulator/hosts/a.ts?workertext'],
    ['a feature knows another feature', 'src/features/canvas/a.tsx', '../editor/b.tsx'],
    ['a command knows a feature', 'src/commands/a.ts', '../features/canvas/b.tsx'],
    ['a plain component knows the session', 'src/ui/a.tsx', '../session/session-machine.ts'],
    ['ui and browser are strangers', 'src/ui/a.tsx', '../browser/storage.ts'],
    ['a part imports what joins the parts', 'src/features/canvas/a.tsx', '../../app.tsx'],
    ['a lesson enters by a window', 'lessons/12-a/checks.ts', '../../simulator/telemetry/spans.ts'],
    ['a lesson knows another lesson', 'lessons/12-a/services/a.ts', '../../11-b/services/b.ts'],
    ['a lesson knows the screen', 'lessons/12-a/checks.ts', '../../src/app.tsx'],
  ])('caught: %s', (_title, file, specifier) => {
    expect(objectionsIn(file, `import { a } from '${specifier}';`)).toHaveLength(1);
  });

  test.each([
    ['simulator/runtime/globals/a.ts', '../../kernel/exact-math/pow.ts'],
    ['simulator/runtime/compile/a.ts', 'acorn'],
    ['simulator/libraries/pg/a.ts', 'flotilla:bridge'],
    ['simulator/cli/a.ts', '../hosts/inline-host.ts'],
    ['simulator/kernel/a.test.ts', 'fast-check'],
    ['src/app.tsx', './features/canvas/canvas.tsx'],
    ['src/session/a.ts', '../../simulator/hosts/browser/world.worker.ts?workertext'],
    ['lessons/12-a/services/a.ts', '../../shop/services/orders.ts'],
  ])('%s may import %s', (file, specifier) => {
    expect(objectionsIn(file, `import { a } from '${specifier}';`)).toEqual([]);
  });

  test.each([
    ['a type', "import type { A } from 'yaml';"],
    ['the type of an import', "type A = import('yaml').A;"],
    ['something re-exported', "export { a } from 'yaml';"],
    ['everything re-exported', "export * from 'yaml';"],
    ['something imported later', "const a = await import('yaml');"],
    ['an effect', "import 'yaml';"],
  ])('an import of %s is seen', (_title, source) => {
    expect(objectionsIn('simulator/kernel/a.ts', `\n${source}`)).toEqual([expect.stringContaining('a.ts:2 yaml')]);
  });
});

describe('powers', () => {
  test('the simulator raises nothing to a power but one whole literal to another', () => {
    const found = sourceFiles()
      .filter((file) => isCode(file) && file.startsWith('simulator/') && !isForTests(file))
      .flatMap((file) => inexactPowers(file, readSource(file)).map((line) => `${file}:${line}`));
    expect(found).toEqual([]);
  });

  test('caught: a power that an engine may round in its own way', () => {
    const lines = [
      'const a = 2 ** 53 + 2 ** -28 + 10 ** 6 + Number(10n ** b + BigInt(c) ** b);',
      'let b = a ** 2;',
      'b **= 2;',
      'b = 10 ** -6;',
      'b = 2 ** 0.5;',
    ];
    expect(inexactPowers('a.ts', lines.join('\n'))).toEqual([2, 3, 4, 5]);
  });
});

describe('the linter’s own rules', () => {
  const banned: readonly (readonly [rule: string, path: string, source: string])[] = [
    ['no-restricted-globals', 'simulator/kernel/date.ts', 'export const a = Date.now();'],
    ['no-restricted-globals', 'simulator/run/new-date.ts', 'export const a = new Date();'],
    ['no-restricted-globals', 'simulator/run/global.ts', 'export const a = globalThis.Date.now();'],
    ['no-restricted-globals', 'simulator/run/performance.ts', 'export const a = performance.now();'],
    ['no-restricted-globals', 'simulator/machine/timer.ts', 'setTimeout(() => 1, 2);'],
    ['no-restricted-globals', 'simulator/platform/interval.ts', 'setInterval(() => 1, 2);'],
    ['no-restricted-globals', 'simulator/fleet/fetch.ts', "export const a = fetch('http://a');"],
    ['no-restricted-globals', 'simulator/fleet/crypto.ts', 'export const a = crypto.randomUUID();'],
    ['no-restricted-globals', 'simulator/libraries/pg/intl.ts', 'export const a = new Intl.NumberFormat();'],
    ['no-restricted-properties', 'simulator/kernel/random.ts', 'export const a = Math.random();'],
    ['no-restricted-properties', 'simulator/kernel/taken.ts', 'export const { random } = Math;'],
    ['no-restricted-properties', 'simulator/workload/log.ts', 'export const a = Math.log(2);'],
    ['no-restricted-properties', 'simulator/workload/pow.ts', 'export const a = Math.pow(2, 0.5);'],
    ['no-restricted-properties', 'simulator/libraries/pg/order.ts', "export const a = 'a'.localeCompare('b');"],
    ['no-restricted-properties', 'simulator/telemetry/text.ts', 'export const a = (5).toLocaleString();'],
    ['no-cycle', 'simulator/kernel/cycle-one.ts', "import { b } from './cycle-two.ts';\nexport const a = () => b;"],
    ['no-explicit-any', 'simulator/kernel/any.ts', 'export const a: any = 1;'],
    ['ban-ts-comment', 'simulator/kernel/ignore.ts', `// ${'@ts'}-ignore\nexport const a: string = 1;`],
    ['consistent-type-imports', 'src/session/value.ts', "import { A } from './a.ts';\nexport const a: A = 1;"],
    ['no-default-export', 'simulator/kernel/default.ts', 'export default 1;'],
    ['max-lines', 'simulator/kernel/long.ts', 'export {};\n'.repeat(301)],
    ['max-lines-per-function', 'src/ui/deep.ts', `export function a() {\n${'  a();\n'.repeat(70)}}`],
    ['filename-case', 'simulator/kernel/camelCase.ts', 'export const a = 1;'],
    ['no-floating-promises', 'simulator/kernel/floating.ts', 'export const a = async () => 1;\na();'],
    ['no-focused-tests', 'tests/only.test.ts', "import { test } from 'vitest';\ntest.only('a', () => {});"],
  ];
  const fine: readonly (readonly [path: string, source: string])[] = [
    ['simulator/kernel/exact.ts', 'export const a = Math.sqrt(2) + Math.imul(2, 3) + Math.floor(0.5);'],
    ['simulator/hosts/watchdog.ts', 'export const a = Date.now();'],
    ['simulator/kernel/clock.test.ts', 'export const a = Date.now();'],
    ['simulator/libraries/pg/pool.ts', 'export const a = Date.now();'],
    ['simulator/kernel/cycle-two.ts', "import { a } from './cycle-one.ts';\nexport const b = () => a;"],
  ];
  let folder = '';
  let findings: readonly { readonly code: string; readonly filename: string; readonly help?: string }[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'flotilla-lint-'));
    const settings = ['.oxlintrc.json', 'tsconfig.base.json', 'simulator/tsconfig.json'];
    for (const path of settings) cpSync(join(repository, path), join(folder, path), { recursive: true });
    for (const [path, source] of [...banned.map(([, ...file]) => file), ...fine]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${source}\n`);
    }
    findings = await lint(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(banned)('%s is caught in %s', (rule, path) => {
    expect(findings.filter((found) => found.filename === path).map((found) => found.code)).toContainEqual(
      expect.stringContaining(`(${rule})`),
    );
  });

  test.each(fine.filter(([path]) => !path.includes('cycle')))('%s is left alone', (path) => {
    expect(findings.filter((found) => found.filename === path)).toEqual([]);
  });

  test('a message names the cure', () => {
    const random = findings.find((found) => found.filename === 'simulator/kernel/random.ts');
    expect(random?.help).toContain('take a stream');
  });
});

async function lint(cwd: string): Promise<{ code: string; filename: string; help?: string }[]> {
  const oxlint = join(repository, 'node_modules/oxlint/bin/oxlint');
  // It ends with an error because it finds something; what it found is on its standard output all the same.
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, [oxlint, '--type-aware', '--format=json'], { cwd }, (_error, stdout) => resolve(stdout));
  });
  return (JSON.parse(output) as { diagnostics: { code: string; filename: string; help?: string }[] }).diagnostics;
}
