import type { MapProcess } from '../../../../simulator/index.ts';
import { recentPace } from '../../../session/readings/recent-pace.ts';
import { useShown } from '../../../session/use-session.ts';
import { countText, durationText, rateText } from '../../../ui/number-text.ts';
import { ChangeProcess } from '../change-it/change-process.tsx';
import { Figures, Head, Part } from '../figures.tsx';
import { Sparkline } from '../sparkline.tsx';
import styles from '../inspector.module.css';

/** A service without code: it takes time, fails by chance and calls others, and nothing of it could be broken. */
export function ModelPanel({ process }: { readonly process: MapProcess }) {
  const { name, services } = process;
  const frame = useShown((shown) => shown.frame);
  const past = useShown((shown) => shown.past);
  if (!frame) return null;
  const { handled } = recentPace(past, frame);
  const rate = services.reduce((total, service) => total + (handled[service] ?? 0), 0);
  const figures = services.map((service) => frame.services[service]).filter((each) => each !== undefined);
  const recent = figures.filter((each) => each.recent > 0);
  const [all, errors] = figures.reduce(([sum, wrong], each) => [sum + each.handled, wrong + each.errors], [0, 0]);
  return (
    <>
      <Head name={name} about="without code" health="ready" state="ready" />
      <p className={styles.rooms}>
        It only takes time and calls others, as its fleet file says. Its links can be broken.
      </p>
      <Part>
        <Figures
          figures={[
            [<i key="rate">Handled</i>, rateText(rate)],
            recent.length > 0
              ? [<i key="p95">p95, last 5 s</i>, durationText(Math.max(...recent.map(({ p95 }) => p95)))]
              : null,
            ['So far, with errors', `${countText(all)}, ${countText(errors)}`],
          ]}
        />
        <Sparkline kind="service" of={services[0] ?? name} what="handled" />
      </Part>
      <ChangeProcess process={process} />
    </>
  );
}
