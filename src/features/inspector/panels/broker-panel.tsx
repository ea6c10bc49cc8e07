import type { MapBroker } from '../../../../simulator/index.ts';
import { selectThing } from '../../../commands/fleet/select-thing.ts';
import { useFrame, useSession, useShown } from '../../../session/use-session.ts';
import { countText, rateText } from '../../../ui/number-text.ts';
import { BreakIt } from '../break-it/break-it.tsx';
import { RemoveIt } from '../change-it/remove-it.tsx';
import { Figures, Head, Part } from '../figures.tsx';
import type { Figure } from '../figures.tsx';
import { Sparkline } from '../sparkline.tsx';
import styles from '../inspector.module.css';

export function BrokerPanel({ broker }: { readonly broker: MapBroker }) {
  const session = useSession();
  const topics = useFrame((frame) => frame.topics);
  return (
    <>
      <Head name={broker.name} about="broker, log of records" />
      <Part title="Topics">
        <ul className={styles.list}>
          {broker.topics.map(({ name }) => (
            <li key={name}>
              <button
                type="button"
                className={`${styles.pick} ${styles.flows}`}
                onClick={() => selectThing({ kind: 'topic', name }).run(session)}
              >
                {name}
              </button>
              <span>{countText(topics?.[name]?.produced ?? 0)} records</span>
            </li>
          ))}
        </ul>
      </Part>
      <RemoveIt what="broker" name={broker.name} />
      <BreakIt kind="broker" name={broker.name} />
    </>
  );
}

interface TopicPanelProps {
  readonly name: string;
  readonly broker: string;
}

export function TopicPanel({ name, broker }: TopicPanelProps) {
  const frame = useShown((shown) => shown.frame);
  const past = useShown((shown) => shown.past);
  const topic = frame?.topics[name];
  if (!frame) return null;
  const spanUs = frame.virtualUs - (past[0]?.virtualUs ?? 0);
  const lately = (topic?.produced ?? 0) - (past[0]?.topics[name]?.produced ?? 0);
  const groups = Object.entries(topic?.groups ?? {});
  return (
    <>
      <Head name={<span className={styles.flows}>{name}</span>} about={`topic of ${broker}`} />
      <Part>
        <Figures
          figures={[
            [<i key="rate">Produced</i>, rateText(lately / Math.max(1, spanUs / 1_000_000))],
            ['Records so far', countText(topic?.produced ?? 0)],
            ['Partitions', countText(topic?.partitions.length ?? 0)],
          ]}
        />
        <Sparkline kind="topic" of={name} what="records" />
      </Part>
      {groups.length > 0 && (
        <Part title="Who reads it">
          <Figures
            figures={groups.flatMap(([group, { lag, consumed, redelivered }]): Figure[] => [
              [<b key={group}>{group}</b>, `${countText(lag)} behind`, lag > 20 ? 'warn' : null],
              ['read, again', `${countText(consumed)}, ${countText(redelivered)}`],
            ])}
          />
        </Part>
      )}
      <RemoveIt what="topic" name={name} />
      <BreakIt kind="topic" name={name} />
    </>
  );
}
