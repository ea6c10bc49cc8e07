import { settable } from '../action-shapes.ts';
import { readFields } from '../document/read-fields.ts';
import type { YamlMapping, YamlValue } from '../document/yaml-value.ts';
import type { Problems } from '../fleet-error.ts';
import { brokerSettings } from '../sections/broker-section.ts';
import { linkChanges, linkPolicyFields } from '../sections/link-section.ts';
import { processPolicyFields, processSettings } from '../sections/process-section.ts';
import { storeSettings } from '../sections/store-section.ts';
import type { ActionTarget } from './action-target.ts';

/** The sizes of `set`: fields of its target, by the names that `Link`, `Process`, `Store` and `Broker` give them. */
export function readPolicy(
  written: YamlMapping,
  path: string,
  targetAsWritten: YamlValue,
  target: ActionTarget | 'unknown' | null,
  problems: Problems,
): Record<string, unknown> {
  if (target === null) return {};
  const kind = target === 'unknown' ? guessedKind(targetAsWritten) : target.kind;
  if (written.entries.length === 0) {
    const fields = kind === 'link' || kind === 'store' || kind === 'broker' ? settable[kind] : settable.process;
    problems.add(written.at, path, 'nothing to set', `at least one of ${fields.join(', ')}`);
    return {};
  }
  if (kind === 'link') return linkPolicyFields(readFields(written, path, problems, linkChanges));
  if (kind === 'store') return readFields(written, path, problems, storeSettings);
  if (kind === 'broker') return readFields(written, path, problems, brokerSettings);
  if (kind !== 'unknown') return processPolicyFields(readFields(written, path, problems, processSettings));
  const { latency, connections, ...rest } = readFields(written, path, problems, {
    ...processSettings,
    ...storeSettings,
  });
  return {
    ...processPolicyFields(rest),
    ...(latency === undefined ? {} : { latency }),
    ...(connections === undefined ? {} : { connections }),
  };
}

/** Without a fleet, only a link shows what it is. */
function guessedKind(target: YamlValue): 'link' | 'unknown' {
  return target.kind === 'scalar' && target.text.includes('->') ? 'link' : 'unknown';
}
