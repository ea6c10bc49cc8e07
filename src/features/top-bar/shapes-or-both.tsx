import { phone, useMedia } from '../../browser/use-media.ts';
import { compareShapes } from '../../commands/compare/compare-shapes.ts';
import { usualPair } from '../../session/pair/pair-run.ts';
import type { RunSeed } from '../../session/run-seed.ts';
import { go } from '../../session/stores/place-store.ts';
import { useSession } from '../../session/use-session.ts';
import { templates } from '../../session/work/templates.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import styles from './top-bar.module.css';

interface ShapesOrBothProps {
  readonly chosen: string;
  readonly run: Pick<RunSeed, 'seed' | 'isQuiet'>;
}

const label = 'How the fleet is deployed';
const options = [
  { value: usualPair.left, label: templates.monolith.label },
  { value: usualPair.right, label: templates.services.label },
  { value: 'both', label: 'Both' },
];

/** The shop in one of its shapes, or in both side by side. */
export function ShapesOrBoth({ chosen, run }: ShapesOrBothProps) {
  const session = useSession();
  const isSmall = useMedia(phone);
  const choose = (value: string): void => {
    if (value === chosen) return;
    if (value === 'both') compareShapes.run(session);
    else go({ at: 'play', run: { ...run, fleet: value } });
  };
  if (isSmall)
    return (
      <select
        className={styles.shape}
        aria-label={label}
        value={chosen}
        onChange={(event) => choose(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  return <Choice label={label} options={options} chosen={chosen} onChoose={choose} />;
}
