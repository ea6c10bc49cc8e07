import type { Reader } from '../../document/read-fields.ts';
import { joined } from '../../document/read-fields.ts';
import { shown } from '../../document/yaml-value.ts';
import type { YamlValue } from '../../document/yaml-value.ts';
import type { Problems } from '../../fleet-error.ts';
import { parseTemplate } from '../../template.ts';

/** Any YAML that is also JSON; its texts are templates. */
export const body: Reader<unknown> = (value, path, problems) => jsonOf(value, path, problems);

function jsonOf(value: YamlValue, path: string, problems: Problems): unknown {
  if (value.kind === 'list') {
    return value.items.map((item, index) => jsonOf(item, joined(path, String(index)), problems));
  }
  if (value.kind === 'mapping') {
    return Object.fromEntries(
      value.entries.map((entry) => [entry.key, jsonOf(entry.value, joined(path, entry.key), problems)]),
    );
  }
  if (typeof value.value === 'number' && !Number.isFinite(value.value)) {
    problems.add(value.at, path, shown(value), 'a number that JSON can hold');
    return null;
  }
  if (typeof value.value === 'string') {
    const template = parseTemplate(value.value);
    if (!template.ok) problems.add(value.at, path, shown(value), template.expected);
  }
  return value.value;
}
