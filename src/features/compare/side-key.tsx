import type { SideName } from '../../session/pair/curtain.ts';
import styles from './compare.module.css';

/** How a side is drawn in charts: never told by colour alone. */
export function SideKey({ side }: { readonly side: SideName }) {
  return (
    <svg className={styles.key} viewBox="0 0 30 10" width="30" height="10" aria-hidden="true">
      <path className={styles[side]} d="M0,5H30" />
    </svg>
  );
}
