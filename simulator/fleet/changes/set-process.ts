import { runsCode } from '../world/process-template.ts';
import { leastMemoryBytes, limits } from '../sections/defaults.ts';
import { checkedFields, fieldsInWords, numberFrom, wholeFrom } from './fields.ts';
import { planned, refused, withProcess } from './change.ts';
import type { Planned, Sizes } from './change.ts';
import type { Fields } from './fields.ts';
import type { Fleet, Process } from '../fleet.ts';

const fields: Fields = {
  cores: numberFrom(0.1, limits.cores),
  memoryBytes: wholeFrom(leastMemoryBytes, 2 ** 50),
  concurrency: wholeFrom(1, limits.slots),
  queue: wholeFrom(0, limits.slots),
};

/** As an orchestrator does it: replicas with another body take the place of those that are there. */
export function setProcess(fleet: Fleet, process: Process, sizes: Sizes): Planned {
  if (!runsCode(fleet, process)) return refused(`${process.name} has no code, and no body to set`);
  const wrong = checkedFields(sizes, fields);
  if (wrong !== null) return refused(`${process.name}: ${wrong}`);
  return planned(`${process.name} was set to ${fieldsInWords(sizes)}`, (wanted) => ({
    ...wanted,
    fleet: withProcess(wanted.fleet, process.name, (own) => ({ ...own, ...sizes })),
  }));
}
