import type { Fleet, Service } from '../fleet.ts';
import type { PreparedFile } from './compiled-file.ts';

/** A fleet whose file was read and whose code was compiled beforehand: what runs it needs neither reader nor compiler. */
export interface ReadyFleet {
  readonly fleet: Fleet;
  readonly files: readonly PreparedFile[];
}

type WrittenService = Omit<Service, 'files'> & { readonly paths: readonly string[] };

interface Written {
  readonly fleet: Omit<Fleet, 'services'> & { readonly services: readonly WrittenService[] };
  readonly files: readonly PreparedFile[];
}

/** As text, with the source of every file once. */
export function writtenReady({ fleet, files }: ReadyFleet): string {
  const services = fleet.services.map(({ files: own, ...service }) => ({ ...service, paths: Object.keys(own) }));
  return JSON.stringify({ fleet: { ...fleet, services }, files } satisfies Written);
}

/** A text of ours, written by this very version. */
export function readReady(text: string): ReadyFleet {
  const { fleet, files } = JSON.parse(text) as Written;
  const sources = new Map(files.map(({ path, source }) => [path, source]));
  const services = fleet.services.map(({ paths, ...service }) => ({
    ...service,
    files: Object.fromEntries(paths.map((path) => [path, sources.get(path)!])),
  }));
  return { fleet: { ...fleet, services }, files };
}
