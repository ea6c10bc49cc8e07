import { readFields } from '../../document/read-fields.ts';
import type { Reader } from '../../document/read-fields.ts';
import { shown } from '../../document/yaml-value.ts';
import type { YamlList } from '../../document/yaml-value.ts';
import type { FlowArrivals } from '../../../workload/arrivals.ts';
import type { Problems } from '../../fleet-error.ts';
import { duration, openArrivals, rate } from './value-readers.ts';

/** `20/s`, `poisson(20/s)`, ..., or a schedule `[{ from: 0s, rate: 10/s }, { from: 30s, rate: 50/s }]`. */
export const arrivals: Reader<FlowArrivals> = (value, path, problems) =>
  value.kind === 'list' ? schedule(value, path, problems) : openArrivals(value, path, problems);

function schedule(list: YamlList, path: string, problems: Problems): FlowArrivals | undefined {
  if (list.items.length === 0) {
    problems.add(list.at, path, shown(list), 'at least one step such as { from: 0s, rate: 10/s }');
    return undefined;
  }
  const steps: { fromUs: number; perSecond: number }[] = [];
  for (const [index, item] of list.items.entries()) {
    const inside = `${path}.${index}`;
    const read = readFields(item, inside, problems, { from: duration, rate });
    if (item.kind !== 'mapping') continue;
    const names = item.entries.map((entry) => entry.key);
    if (!names.includes('rate') || !names.includes('from')) {
      const missing = names.includes('rate') ? 'from' : 'rate';
      problems.add(item.at, inside, `no ${missing}`, 'a step such as { from: 30s, rate: 50/s }');
    }
    if (read.from === undefined || read.rate === undefined) continue;
    const before = steps[steps.length - 1];
    if (before !== undefined && read.from <= before.fromUs) {
      problems.add(item.at, inside, 'a step that begins no later than the one before', 'steps in order of time');
    }
    steps.push({ fromUs: read.from, perSecond: read.rate });
  }
  return { kind: 'schedule', steps };
}
