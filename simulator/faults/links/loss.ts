import { describeShare } from '../describe-size.ts';
import { defineFault, size } from '../fault.ts';
import { direction, onLink } from '../on-link.ts';

export const loss = defineFault({
  verb: 'loss',
  label: 'Lose messages',
  key: 'o',
  fitsOn: ['link', 'process', 'server'],
  sizes: [{ name: 'rate', label: 'of them', unit: 'share', usual: 0.3, least: 0.01, most: 1 }],
  choices: [direction],
  describe: (target, sizes) => `${describeShare(sizes['rate'])} of the messages of ${target.name} are lost`,
  apply: onLink(
    (sizes, chance, why) =>
      ({ sender }) =>
        chance(sender).next() < size(sizes, 'rate', 0) ? { kind: 'drop', why } : null,
  ),
});
