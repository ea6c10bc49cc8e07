import { useState } from 'react';
import type { Compared } from '../../session/pair/pair.ts';
import { sideNames } from '../../session/pair/pair-run.ts';
import { usePairState } from '../../session/pair/use-pair.ts';
import { useShown } from '../../session/use-session.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { clockText, durationText, rateText, shareText } from '../../ui/number-text.ts';
import { latest, ofASecond, ofEachBin, overlaid, plotSize } from './plot.ts';
import type { ValuesOf } from './plot.ts';
import { SideKey } from './side-key.tsx';
import styles from './compare.module.css';

interface ChartKind {
  readonly title: string;
  readonly valuesOf: ValuesOf;
  readonly text: (value: number) => string;
  readonly most?: number;
}

const rate: ChartKind = {
  title: 'Requests',
  text: rateText,
  valuesOf: ofASecond((_, perSecond) => perSecond),
};
const answered: ChartKind = {
  title: 'Answered',
  text: shareText,
  most: 1,
  valuesOf: ofASecond(({ count, failed }) => (count === 0 ? null : (count - failed) / count)),
};
const quantiles = [
  { value: 'p50', label: 'p50' },
  { value: 'p95', label: 'p95' },
  { value: 'p99', label: 'p99' },
] as const;

interface OverlaidChartsProps {
  readonly flow: string;
  readonly compared: Compared;
}

/** What the same clients got of either side, over time. */
export function OverlaidCharts({ flow, compared }: OverlaidChartsProps) {
  const [quantile, setQuantile] = useState<(typeof quantiles)[number]['value']>('p95');
  const took: ChartKind = {
    title: `Took, ${quantile}`,
    text: durationText,
    valuesOf: ofEachBin((bin) => bin[quantile]),
  };
  return (
    <div className={styles.charts}>
      {[answered, took, rate].map((kind) => (
        <Chart key={kind.title} kind={kind} flow={flow} {...compared} />
      ))}
      <Choice
        label="Which of the times that requests took"
        options={quantiles}
        chosen={quantile}
        onChoose={setQuantile}
      />
    </div>
  );
}

function Chart({ kind, flow, series, comparison }: Compared & { readonly kind: ChartKind; readonly flow: string }) {
  const titles = usePairState((state) => state.titles);
  const { title, valuesOf, text, most } = kind;
  const nowUs = comparison.atUs;
  const drawn = overlaid(series, valuesOf, nowUs, most);
  const values = sideNames.map((side) => {
    const value = latest(series[side], valuesOf, nowUs);
    return { side, text: value === null ? 'nothing yet' : text(value) };
  });
  const inWords = values.map((each) => `${titles[each.side]} ${each.text}`).join(', ');
  return (
    <figure className={styles.chart}>
      <figcaption>
        <b>{title}</b>
        {values.map((value) => (
          <span key={value.side}>
            <SideKey side={value.side} /> {value.text}
          </span>
        ))}
      </figcaption>
      <div className={styles.plot}>
        <svg
          viewBox={`0 0 ${plotSize.width} ${plotSize.height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title} of ${flow} from the start to ${clockText(nowUs / 1000)}; at the end ${inWords}`}
        >
          <path className={styles.ground} d={`M0,${plotSize.height - 1}H${plotSize.width}`} />
          <path className={styles.right} d={drawn.right} />
          {/* Above the other one: where both are the same, both are seen through the gaps of the dashes. */}
          <path className={styles.left} d={drawn.left} />
        </svg>
        <ShownMoment nowUs={nowUs} />
        <span className={styles.most} aria-hidden="true">
          {text(drawn.most)}
        </span>
      </div>
    </figure>
  );
}

/** Where somebody looks back at. */
function ShownMoment({ nowUs }: { readonly nowUs: number }) {
  const shownUs = useShown(({ frame, isPast }) => (isPast && frame ? frame.virtualUs : null));
  if (shownUs === null) return null;
  return <i className={styles.shown} style={{ left: `${(shownUs / Math.max(1, nowUs)) * 100}%` }} aria-hidden="true" />;
}
