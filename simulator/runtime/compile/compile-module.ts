import type { CompileError } from './compile-error.ts';
import { AsyncFunctions } from './passes/async/async-functions.ts';
import { awaits } from './passes/async/awaits.ts';
import { callPlaces } from './passes/places/call-places.ts';
import { CrashPlaces } from './passes/places/crash-places.ts';
import { dynamicImport } from './passes/dynamic-import.ts';
import { Exports } from './passes/exports.ts';
import { forAwait } from './passes/async/for-await.ts';
import { Homes } from './passes/async/homes.ts';
import { outerArguments } from './passes/async/outer-arguments.ts';
import { SharedBodies } from './passes/async/shared-bodies.ts';
import { Imports } from './passes/imports.ts';
import { keyedFields } from './passes/shapes/keyed-fields.ts';
import { leadingSpreads } from './passes/shapes/leading-spreads.ts';
import { loopTicks } from './passes/loop-ticks.ts';
import { commonRefusals } from './passes/not-erasable.ts';
import { power } from './passes/power.ts';
import { semicolons } from './passes/semicolons.ts';
import { endOfDirectives, Slots } from './passes/slots.ts';
import { TypeStripper } from './passes/strip-types.ts';
import { Unit } from './passes/unit.ts';
import { listOf, type SyntaxNode } from './syntax/node.ts';
import { parse, type Format, type Language } from './syntax/parse.ts';
import { walk, type Pass } from './syntax/walk.ts';

interface ModuleSource {
  /** Its ending says the language, and `.mjs`, `.cjs`, `.mts`, `.cts` the format. */
  readonly path: string;
  readonly source: string;
  readonly language?: Language;
}

interface ImportPlace {
  readonly specifier: string;
  readonly line: number;
  readonly column: number;
}

/** `code` is the body of a function: `link/module-code.ts` says with which parameters, and what it returns. */
export type Compiled =
  | {
      readonly ok: true;
      readonly code: string;
      readonly imports: readonly ImportPlace[];
      readonly format: Format;
      /** Where a crash point can be set. */
      readonly lines: readonly number[];
    }
  | { readonly ok: false; readonly errors: readonly CompileError[] };

interface CompileOptions {
  readonly language: Language;
  readonly format?: Format;
  readonly isService: boolean;
}

const languageOf = (path: string): Language => (/\.[mc]?ts$/.test(path) ? 'ts' : 'js');

function formatOf(path: string): { format?: Format } {
  if (/\.m[jt]s$/.test(path)) return { format: 'esm' };
  return /\.c[jt]s$/.test(path) ? { format: 'cjs' } : {};
}

/** Service code to text that runs on an instance's own Promise. Line n of the result is line n of the source. */
export function compileModule({ path, source, language = languageOf(path) }: ModuleSource): Compiled {
  return compileText(source, { language, ...formatOf(path), isService: true });
}

export function compileText(text: string, options: CompileOptions): Compiled {
  const source = text.replace(/^\uFEFF/, '');
  const parsed = parse(source, options.language, options.format);
  if (!parsed.ok) return { ok: false, errors: [parsed.error] };
  const { program, format } = parsed;
  const unit = new Unit(source, options.language, format, options.isService);
  const slots = new Slots(unit);
  const imports = new Imports(unit);
  const exports = new Exports(unit, imports);
  if (format === 'esm') imports.collect(program);
  // What stands before all code of the file is inserted first and written last: texts at one position keep their order.
  if (format === 'esm') openModule(unit, slots, program, imports, exports);
  else unit.edits.before(endOfDirectives(program) ?? 0, () => unit.runtimeDeclarations() + slots.textOf(program));
  const crashPlaces = new CrashPlaces(unit);
  walk(program, passesFor(unit, slots, imports, exports, crashPlaces));
  if (unit.errors.length > 0) return { ok: false, errors: unit.errors };
  if (source.startsWith('#!')) unit.edits.replace(0, 2, '//');
  if (format === 'esm') closeModule(unit, program);
  const requests = imports.requests.filter((request) => request.isNeeded);
  const places = requests.map(({ specifier, line, column }) => ({ specifier, line, column }));
  const lines = [...crashPlaces.lines].toSorted((one, other) => one - other);
  return { ok: true, code: unit.edits.apply(), imports: places, format, lines };
}

/** The order matters where texts meet: openings come in this order, closings in the reverse. */
function passesFor(
  unit: Unit,
  slots: Slots,
  imports: Imports,
  exports: Exports,
  crashPlaces: CrashPlaces,
): readonly Pass[] {
  const homes = new Homes(unit, slots);
  const shared = new SharedBodies(unit);
  return [
    commonRefusals(unit),
    ...(unit.language === 'ts' ? [new TypeStripper(unit).pass] : []),
    ...(unit.isService ? [crashPlaces.pass] : []),
    ...(unit.format === 'esm' ? [exports.pass, imports.pass] : []),
    leadingSpreads(unit),
    unit.isService ? callPlaces(unit, crashPlaces) : keyedFields(unit),
    slots.around,
    semicolons(unit),
    forAwait(unit),
    homes.pass,
    shared.pass,
    new AsyncFunctions(unit, slots, homes, shared).pass,
    outerArguments(unit, slots),
    awaits(unit),
    power(unit),
    dynamicImport(unit),
    slots.within,
    ...(unit.isService ? [loopTicks(unit, slots)] : []),
  ];
}

function openModule(unit: Unit, slots: Slots, program: SyntaxNode, imports: Imports, exports: Exports): void {
  unit.edits.before(0, () => {
    const requests = imports.requests
      .filter((request) => request.isNeeded)
      .toSorted((one, other) => one.line - other.line || one.column - other.column);
    const table = JSON.stringify(
      requests.map(({ specifier, line, column, names }) => [specifier, line, column, names]),
    );
    const stars = JSON.stringify(exports.stars.map((star) => requests.indexOf(star)));
    const getters = [...exports.getters].map(([name, read]) => `${JSON.stringify(name)}:()=>${read}`).join(',');
    const parameters = requests.map((request) => request.namespace).join(',');
    return (
      `"use strict";${unit.runtimeDeclarations()}return{imports:${table},stars:${stars},body:function*(${parameters}){` +
      `${slots.textOf(program)}${exports.preparations.join('')}yield{${getters}};`
    );
  });
}

function closeModule(unit: Unit, program: SyntaxNode): void {
  unit.edits.after(listOf(program, 'body').at(-1)?.end ?? 0, '}}');
}
