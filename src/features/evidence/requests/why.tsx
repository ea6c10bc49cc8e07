import type { RequestLine } from '../../../../simulator/index.ts';
import { clockText } from '../../../ui/number-text.ts';
import { CauseText } from '../cause-text.tsx';
import styles from './requests-tab.module.css';

/** The cause of one failure, as a sentence. */
export function Why({ line }: { readonly line: RequestLine }) {
  const { route, endUs, cause, failure, status } = line;
  return (
    <aside className={styles.why} aria-label="Why it failed">
      <h2>
        <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2,2L10,10M10,2L2,10" stroke="currentColor" strokeWidth="2.4" />
        </svg>
        Why {route} failed
      </h2>
      <p>{cause ? <CauseText cause={cause} /> : `The answer was ${status ?? failure ?? 'none'}; nothing tells why.`}</p>
      <p className={styles.when}>at {clockText(endUs / 1000)}</p>
    </aside>
  );
}
