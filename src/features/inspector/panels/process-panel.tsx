import type { EngineFrame, MapProcess } from '../../../../simulator/index.ts';
import { conditionsIn } from '../../../session/readings/condition.ts';
import { healthOf } from '../../../session/readings/health-of.ts';
import { recentPace } from '../../../session/readings/recent-pace.ts';
import { useShown } from '../../../session/use-session.ts';
import { bytesText, countText, durationText, rateText, shareText } from '../../../ui/number-text.ts';
import { HealthSign } from '../../../ui/signs/health-shape.tsx';
import { toneOf } from '../../../ui/signs/health.ts';
import { ChangeProcess } from '../change-it/change-process.tsx';
import { BreakIt } from '../break-it/break-it.tsx';
import { Figures, Head, Part } from '../figures.tsx';
import type { Figure } from '../figures.tsx';
import { forText } from '../since-text.ts';
import { Sparkline } from '../sparkline.tsx';
import styles from '../inspector.module.css';

export function ProcessPanel({ process }: { readonly process: MapProcess }) {
  const frame = useShown((shown) => shown.frame);
  const past = useShown((shown) => shown.past);
  if (!frame) return null;
  const replicas = frame.replicas.filter((replica) => replica.process === process.name);
  const names = replicas.map(({ name }) => name);
  return (
    <>
      <ProcessHead process={process} frame={frame} replicas={replicas} />
      <Part>
        <Figures figures={figuresOf(process, replicas, { frame, past })} />
        <Sparkline kind="process" of={process.name} what="handled" />
      </Part>
      {replicas.length > 1 && <Replicas frame={frame} replicas={replicas} />}
      <BreakIt kind="process" name={process.name} others={[...names, ...process.services]} replicas={names} />
      <ChangeProcess process={process} />
    </>
  );
}

type Replicas = EngineFrame['replicas'];

interface ProcessHeadProps {
  readonly process: MapProcess;
  readonly frame: EngineFrame;
  readonly replicas: Replicas;
}

function ProcessHead({ process, frame, replicas }: ProcessHeadProps) {
  const conditions = conditionsIn(frame).filter((each) => each.process === process.name);
  const queued = replicas.reduce((sum, replica) => sum + replica.queued, 0);
  const { health, word, condition } = healthOf(
    conditions.map((each) => each.condition),
    queued,
  );
  const worst = replicas.find(({ name }) =>
    conditions.some((each) => each.name === name && each.condition === condition),
  );
  const fault = frame.faults.find(
    ({ verb, target }) => verb === 'hang' && (target === process.name || target === worst?.name),
  );
  const sinceUs = condition === 'hanging' && fault ? fault.sinceUs : (worst?.sinceUs ?? 0);
  const affected = conditions.filter((each) => each.condition === condition).length;
  const part = affected < replicas.length ? `${affected} of ${replicas.length} ` : '';
  const version = process.version ? `, ${process.version}` : '';
  const others = process.services.filter((service) => service !== process.name);
  return (
    <>
      <Head
        name={process.name}
        about={`${replicas.length} ${replicas.length === 1 ? 'replica' : 'replicas'}${version}`}
        health={health}
        state={health === 'queueing' ? part + word : part + forText(word, sinceUs, frame.virtualUs)}
        reason={reasonOf(worst, frame.virtualUs)}
      />
      {others.length > 0 && <p className={styles.rooms}>runs {others.join(', ')}</p>}
    </>
  );
}

function reasonOf(replica: Replicas[number] | undefined, nowUs: number): string {
  if (!replica) return '';
  const { reason, restartAtUs } = replica;
  const restart =
    restartAtUs === null ? '' : `starts again in ${durationText(Math.max(0, restartAtUs - nowUs) / 1000)}`;
  return [reason, restart].filter(Boolean).join('; ');
}

interface Sources {
  readonly frame: EngineFrame;
  readonly past: readonly EngineFrame[];
}

function figuresOf(process: MapProcess, replicas: Replicas, { frame, past }: Sources): (Figure | null)[] {
  const pace = recentPace(past, frame);
  const sum = (of: (replica: Replicas[number]) => number): number =>
    replicas.reduce((total, replica) => total + of(replica), 0);
  const count = Math.max(1, replicas.length);
  const inHand = sum((replica) => replica.inHand);
  const queued = sum((replica) => replica.queued);
  const fullest = replicas.toSorted((a, b) => b.heapBytes - a.heapBytes)[0];
  const services = process.services.map((name) => frame.services[name]).filter((each) => each !== undefined);
  const p95s = services.filter(({ recent }) => recent > 0).map(({ p95 }) => p95);
  const rate = process.services.reduce((total, name) => total + (pace.handled[name] ?? 0), 0);
  const { crashes = 0, restarts = 0, oomKills = 0 } = frame.processes[process.name] ?? {};
  const slots = process.concurrency * count;
  return [
    [<i key="rate">Handled</i>, rateText(rate)],
    p95s.length > 0 ? [<i key="p95">p95, last 5 s</i>, durationText(Math.max(...p95s))] : null,
    ['Slots held', `${countText(inHand)} of ${countText(slots)}`, inHand >= slots ? 'bad' : null],
    ['Queued at the door', `${countText(queued)} of ${countText(process.queue * count)}`, queued > 0 ? 'warn' : null],
    ['CPU', shareText((pace.cores[process.name] ?? 0) / (process.cores * count))],
    fullest
      ? [
          count > 1 ? 'Heap, the fullest' : 'Heap',
          `${bytesText(fullest.heapBytes)} of ${bytesText(fullest.heapLimitBytes)}`,
          fullest.heapBytes > 0.9 * fullest.heapLimitBytes ? 'bad' : null,
        ]
      : null,
    ...lagFigures(process, frame),
    crashes > 0 ? ['Crashed, restarted', `${crashes}, ${restarts}`, 'warn'] : null,
    oomKills > 0 ? ['Out of memory', countText(oomKills), 'bad'] : null,
  ];
}

function lagFigures({ services }: MapProcess, { topics }: EngineFrame): Figure[] {
  return Object.entries(topics).flatMap(([topic, { groups }]) =>
    Object.values(groups)
      .filter((group) => group.services.some((service) => services.includes(service)))
      .map(({ lag }): Figure => [
        <span key={topic}>
          Behind on <i>{topic}</i>
        </span>,
        countText(lag),
        lag > 20 ? 'warn' : null,
      ]),
  );
}

function Replicas({ frame, replicas }: { readonly frame: EngineFrame; readonly replicas: Replicas }) {
  const conditions = new Map(conditionsIn(frame).map(({ name, condition }) => [name, condition]));
  return (
    <Part title="Replicas">
      <ul className={styles.list}>
        {replicas.map(({ name, inHand, queued, sinceUs }) => {
          const { health, word } = healthOf([conditions.get(name) ?? 'stopped'], queued);
          return (
            <li key={name}>
              <HealthSign health={health} />
              <b>{name}</b>
              <span className={styles[toneOf[health]]}>
                {word} {durationText((frame.virtualUs - sinceUs) / 1000)}
              </span>
              <span>{countText(inHand)} in hand</span>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
