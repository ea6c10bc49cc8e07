import type { Place } from '../document/place.ts';
import { entryOf, readFields } from '../document/read-fields.ts';
import type { FieldsOf, Reader } from '../document/read-fields.ts';
import { listOf, number, reference, text, wholeNumber } from '../document/readers.ts';
import type { Located } from '../document/readers.ts';
import { isNothing, quoted } from '../document/yaml-value.ts';
import type { YamlValue } from '../document/yaml-value.ts';
import type { Process } from '../fleet.ts';
import type { Problems } from '../fleet-error.ts';
import { sizeExpected } from '../grammar/size.ts';
import { defaultProcess, leastMemoryBytes, limits } from './defaults.ts';
import { namedEntries } from './fields/named-entries.ts';
import { distribution, positiveSize } from './fields/value-readers.ts';

export interface ProcessDraft {
  readonly at: Place;
  readonly path: string;
  /** null where the file leaves it out: the service of the same name. */
  readonly services: readonly Located[] | null;
  readonly process: Omit<Process, 'services'>;
}

const memory: Reader<number> = (value, path, problems) => {
  const bytes = positiveSize(value, path, problems);
  if (bytes === undefined || bytes >= leastMemoryBytes) return bytes;
  const found = value.kind === 'scalar' ? quoted(value.text) : '';
  problems.add(value.at, path, found, `${sizeExpected}, at least the 64MB that an idle process takes`);
  return undefined;
};

/** What `set` may change in a running process. */
export const processSettings = {
  cpu: number(0.1, limits.cores),
  memory,
  concurrency: wholeNumber(1, limits.slots),
  queue: wholeNumber(0, limits.slots),
};

const version: Reader<string> = (value, path, problems) => {
  const written = text(value, path, problems);
  if (written === undefined || /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(written)) return written;
  problems.add(value.at, path, quoted(written), 'a version such as v2 or 1.4.0-rc1');
  return undefined;
};

const fields = {
  services: listOf(reference, 'services'),
  replicas: wholeNumber(0, limits.replicas),
  startup: distribution,
  version,
  ...processSettings,
};

/** Fields as read to fields by the names of `Process`, those that were given only. */
export function processPolicyFields(read: FieldsOf<typeof processSettings>): Partial<Process> {
  const { cpu: cores, memory: memoryBytes, ...same } = read;
  return { ...same, ...(cores === undefined ? {} : { cores }), ...(memoryBytes === undefined ? {} : { memoryBytes }) };
}

export function readProcesses(section: YamlValue, problems: Problems): ProcessDraft[] {
  return namedEntries(section, 'processes', problems).map(({ name, at, path, value }) => {
    const { services, replicas, startup, version: label, ...settings } = readFields(value, path, problems, fields);
    const written = entryOf(value, 'services')?.value;
    if (written?.kind === 'list' && written.items.length === 0) {
      problems.add(written.at, path, 'an empty list', 'at least one service');
    }
    return {
      at,
      path,
      services: services ?? (written === undefined || isNothing(written) ? null : []),
      process: {
        ...defaultProcess,
        name,
        ...processPolicyFields(settings),
        ...(replicas === undefined ? {} : { replicas }),
        ...(startup === undefined ? {} : { startup }),
        ...(label === undefined ? {} : { version: label }),
      },
    };
  });
}
