import { describeShare } from '../describe-size.ts';
import { defineFault, size } from '../fault.ts';
import { onLink } from '../on-link.ts';

export const loss = defineFault({
  verb: 'loss',
  label: 'Lose messages',
  key: 'o',
  fitsOn: ['link', 'process', 'server'],
  usual: { rate: 0.3 },
  describe: (target, sizes) => `${describeShare(sizes['rate'])} of the messages of ${target.name} are lost`,
  apply: onLink(
    (sizes, chance, why) =>
      ({ sender }) =>
        chance(sender).next() < size(sizes, 'rate', 0) ? { kind: 'drop', why } : null,
  ),
});
