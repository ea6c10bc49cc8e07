import { defineFault } from '../fault.ts';
import { onServer } from '../on-process.ts';

export const poison = defineFault({
  verb: 'poison',
  label: 'Poison message',
  key: 'x',
  fitsOn: ['topic'],
  sizes: [{ name: 'count', label: 'how many', unit: 'count', usual: 1, least: 1, most: 100 }],
  lasts: false,
  describe: (target) => `${target.name} was given a message that nobody can read`,
  apply: onServer('poison'),
});
