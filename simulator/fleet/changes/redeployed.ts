import { ServiceCode } from '../code/service-files.ts';
import { SourceTree } from '../code/source-tree.ts';
import { placedLibraryImportsOf } from '../code/import-scan.ts';
import { Problems } from '../fleet-error.ts';
import { isOnShelf } from '../../runtime/shelf-names.ts';
import type { Compile } from '../ready/compiled-service.ts';
import type { Fleet, Service } from '../fleet.ts';
import type { Mistake } from '../../wire/view/acted.ts';

export type Files = Readonly<Record<string, string>>;

/** A service with new texts: it is made of its entry and of whatever that reaches, among them files of other services. */
export function redeployed(fleet: Fleet, service: Service, files: Files): { service: Service; mistakes: Mistake[] } {
  const problems = new Problems();
  const read = (path: string): string | null => textOf(fleet, service, files, path);
  const found = new ServiceCode(new SourceTree([''], read), problems).filesOf(service.entry);
  const mistakes = problems.errors().map(({ file, line, column, found: what, expected }) => {
    return { path: file, line, column, message: what, expected };
  });
  const reached = found?.files ?? { ...service.files, ...files };
  return { service: { ...service, files: reached }, mistakes };
}

/** Everything that would keep its code from starting, and can be known before it does. */
export function mistakesIn(service: Service, compile: Compile): Mistake[] {
  const strangers = Object.entries(service.files).flatMap(([path, source]) => {
    if (path.endsWith('.json')) return [];
    const imports = placedLibraryImportsOf(source).filter(({ specifier }) => !isOnShelf(specifier));
    return imports.map(({ specifier, line, column }): Mistake => {
      const expected = 'a library that is on the shelf, or a file by a path that begins with ./';
      return { path, line, column, message: `an import of "${specifier}"`, expected };
    });
  });
  return [...compile(service).mistakes, ...strangers];
}

export function mistakeInWords({ path, line, column, message, expected }: Mistake): string {
  return `${path}:${line}:${column} ${message}${expected === undefined ? '' : `, expected ${expected}`}`;
}

function textOf(fleet: Fleet, service: Service, files: Files, path: string): string | null {
  if (Object.hasOwn(files, path)) return files[path]!;
  if (Object.hasOwn(service.files, path)) return service.files[path]!;
  const other = fleet.services.find((each) => Object.hasOwn(each.files, path));
  return other?.files[path] ?? null;
}
