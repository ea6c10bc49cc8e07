import { defineFault } from '../fault.ts';
import { onServer } from '../on-process.ts';

export const readonly = defineFault({
  verb: 'readonly',
  label: 'Make read-only',
  key: 'r',
  fitsOn: ['server'],
  servers: ['store'],
  describe: (target) => `${target.name} is read-only`,
  apply: onServer('readonly'),
});
