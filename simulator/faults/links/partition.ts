import { defineFault } from '../fault.ts';
import { direction, onLink } from '../on-link.ts';

export const partition = defineFault({
  verb: 'partition',
  label: 'Cut off',
  key: 'd',
  fitsOn: ['link', 'process', 'server'],
  choices: [
    {
      name: 'mode',
      label: 'how',
      options: [
        { value: 'silent', label: 'in silence' },
        { value: 'refused', label: 'refused at once' },
      ],
      usual: 'silent',
    },
    direction,
  ],
  describe: (target, sizes) =>
    `${target.name} was cut off (${sizes['mode'] === 'refused' ? 'refused at once' : 'silence'})`,
  apply: onLink((sizes, _chance, why) => {
    const refused = sizes['mode'] === 'refused';
    return () => (refused ? { kind: 'refuse', code: 'EHOSTUNREACH', why } : { kind: 'drop', why });
  }),
});
