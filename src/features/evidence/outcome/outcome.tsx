import type { ReactNode } from 'react';
import type { RequestLine } from '../../../../simulator/index.ts';
import { clockText, durationText } from '../../../ui/number-text.ts';
import { CauseText } from './cause-text.tsx';
import styles from './outcome.module.css';

interface OutcomeProps {
  readonly line: RequestLine;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** How one request ended; of a failure the cause, as a sentence. */
export function Outcome({ line, children }: OutcomeProps) {
  const { route, startUs, endUs, ok, status } = line;
  return (
    <aside className={styles.outcome} aria-label={ok ? 'How it ended' : 'Why it failed'}>
      {ok ? (
        <>
          <h2>{route}</h2>
          <p>
            answered {status} in {durationText((endUs - startUs) / 1000)}
          </p>
        </>
      ) : (
        <Why line={line} />
      )}
      <p className={styles.when}>at {clockText(endUs / 1000)}</p>
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </aside>
  );
}

function Why({ line: { route, cause, failure, status } }: { readonly line: RequestLine }) {
  return (
    <>
      <h2 className={styles.failed}>
        <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2,2L10,10M10,2L2,10" stroke="currentColor" strokeWidth="2.4" />
        </svg>
        Why {route} failed
      </h2>
      <p>{cause ? <CauseText cause={cause} /> : `The answer was ${status ?? failure ?? 'none'}; nothing tells why.`}</p>
    </>
  );
}
