import { useShown } from '../../session/use-session.ts';
import { CausesList } from './causes-list.tsx';
import { RequestsTable } from './requests-table.tsx';
import styles from './traffic.module.css';

/** What clients got, and why some got nothing. */
export function Traffic() {
  const frame = useShown((shown) => shown.frame);
  if (!frame) return null;
  return (
    <div className={styles.traffic}>
      <section>
        <RequestsTable requests={frame.requests} />
      </section>
      <section aria-labelledby="causes-title">
        <CausesList titleId="causes-title" requests={frame.requests} />
      </section>
    </div>
  );
}
