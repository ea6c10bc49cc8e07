import type { ScalarName, SqlType } from '../types/sql-type.ts';

const known = new Map<string, SqlType>();

/** Reads what the translator wrote with `typeKey`: `varchar:20`, `int4[]:`. */
export function typeOfKey(key: string): SqlType {
  let type = known.get(key);
  if (!type) {
    const [name = '', sizes = ''] = key.split(':');
    type = {
      name: name.replace('[]', '') as ScalarName,
      sizes: sizes === '' ? [] : sizes.split(',').map(Number),
      array: name.endsWith('[]'),
    };
    known.set(key, type);
  }
  return type;
}
