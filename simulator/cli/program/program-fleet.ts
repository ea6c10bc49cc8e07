import path from 'node:path';
import { bareEnvironment, bareFleet, programName, withService } from '../../fleet/bare-fleet.ts';
import { compileModule } from '../../runtime/compile/compile-module.ts';
import { nodeModuleNameOf } from '../../runtime/node-modules/node-modules.ts';
import { shelfShares } from '../../runtime/shelf-names.ts';
import { shownPath } from './source-files.ts';
import type { Fleet } from '../../fleet/fleet.ts';
import type { SourceFiles } from './source-files.ts';

export interface ProgramFleet {
  readonly fleet: Fleet;
  /** Of the service and of its process. */
  readonly name: string;
}

/** The program as one more service of a fleet, or alone beside a store and a broker. */
export function programFleet(
  source: SourceFiles,
  around: { readonly fleet: Fleet | null; readonly env: Readonly<Record<string, string>> },
): ProgramFleet {
  const base = around.fleet ?? bareFleet;
  const given = around.fleet ? {} : bareEnvironment;
  const name = freeName(source.entry, base);
  const env = { PORT: '3000', ...given, ...around.env };
  const { entry, files } = source;
  return { name, fleet: withService(base, { name, entry, files, env }) };
}

/** What is wrong with the code as far as it shows before it runs, each with its place. */
export function compileErrors({ root, files }: SourceFiles): string[] {
  return Object.entries(files).flatMap(([file, source]) => {
    if (file.endsWith('.json')) return [];
    const compiled = compileModule({ path: file, source });
    const shown = shownPath(path.join(root, file));
    if (!compiled.ok) {
      return compiled.errors.map(
        ({ line, column, message, expected }) =>
          `${shown}:${line}:${column} ${message}${expected === undefined ? '' : `; expected ${expected}`}`,
      );
    }
    return compiled.imports
      .filter(({ specifier }) => !isKnown(specifier))
      .map(
        ({ specifier, line, column }) =>
          `${shown}:${line}:${column} '${specifier}' is not on the shelf; the shelf has ${Object.keys(shelfShares).join(', ')}`,
      );
  });
}

function isKnown(specifier: string): boolean {
  if (/^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier)) return true;
  return nodeModuleNameOf(specifier) !== null || Object.hasOwn(shelfShares, specifier.replace(/^node:/, ''));
}

function freeName(entry: string, fleet: Fleet): string {
  const name = programName(entry);
  const taken = new Set(
    [...fleet.services, ...fleet.processes, ...fleet.stores, ...fleet.brokers].map((one) => one.name),
  );
  return taken.has(name) ? `${name}-program` : name;
}
