import { defineFault } from '../fault.ts';
import { onServer } from '../on-process.ts';

export const poison = defineFault({
  verb: 'poison',
  label: 'Poison message',
  key: 'x',
  fitsOn: ['topic'],
  usual: { count: 1 },
  describe: (target) => `${target.name} was given a message that nobody can read`,
  apply: onServer('poison'),
});
