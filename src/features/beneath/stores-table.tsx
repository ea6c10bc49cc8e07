import type { EngineFrame } from '../../../simulator/index.ts';
import { countText, durationText } from '../../ui/number-text.ts';
import styles from '../../ui/table.module.css';

interface StoresTableProps {
  readonly stores: readonly string[];
  readonly links: EngineFrame['links'];
}

export function StoresTable({ stores, links }: StoresTableProps) {
  if (stores.length === 0) return null;
  const used = Object.entries(links).map(([link, tally]) => {
    const [user = '', store = ''] = link.split('->');
    return { user, store, ...tally };
  });
  return (
    <table className={styles.table}>
      <caption>
        <h2>Stores</h2> SQL, one database each
      </caption>
      <thead>
        <tr>
          <th scope="col">store</th>
          <th scope="col" className={styles.words}>
            used by
          </th>
          <th scope="col">queries</th>
          <th scope="col">failed</th>
          <th scope="col">p50</th>
        </tr>
      </thead>
      <tbody>
        {stores.map((store) => {
          const users = used.filter((link) => link.store === store);
          const failed = users.reduce((sum, link) => sum + link.failed, 0);
          return (
            <tr key={store}>
              <th scope="row">{store}</th>
              <td className={styles.words}>{users.map(({ user }) => user).join(', ') || 'nobody yet'}</td>
              <td>{countText(users.reduce((sum, link) => sum + link.calls, 0))}</td>
              <td className={failed > 0 ? styles.bad : undefined}>{countText(failed)}</td>
              <td>{users.map(({ p50 }) => durationText(p50)).join(', ')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
