import { useShown } from '../../session/use-session.ts';
import styles from './beneath.module.css';
import { StoresTable } from './stores-table.tsx';
import { TopicsTable } from './topics-table.tsx';

/** What lies below the services: databases, and topics of the broker. */
export function Beneath() {
  const frame = useShown((shown) => shown.frame);
  const stores = useShown((shown) => shown.stores);
  if (!frame) return null;
  return (
    <div className={styles.beneath}>
      <section>
        <StoresTable stores={stores} links={frame.links} />
      </section>
      <section>
        <TopicsTable topics={frame.topics} />
      </section>
    </div>
  );
}
