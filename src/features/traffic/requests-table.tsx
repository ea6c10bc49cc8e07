import type { EngineFrame } from '../../../simulator/index.ts';
import { countText, durationText } from '../../ui/number-text.ts';
import styles from '../../ui/table.module.css';

export function RequestsTable({ requests }: { readonly requests: EngineFrame['requests'] }) {
  return (
    <>
      <table className={styles.table}>
        <caption>
          <h2>Requests</h2> as their senders saw them, since the start
        </caption>
        <thead>
          <tr>
            <th scope="col">route</th>
            <th scope="col">ok</th>
            <th scope="col">failed</th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
          </tr>
        </thead>
        <tbody>
          {requests.map(({ flow, route, ok, failed, p50, p95 }) => (
            <tr key={`${flow} ${route}`}>
              <th scope="row">{route}</th>
              <td>{countText(ok)}</td>
              <td className={failed > 0 ? styles.bad : undefined}>{countText(failed)}</td>
              <td>{durationText(p50)}</td>
              <td>{durationText(p95)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {requests.length === 0 && <p className={styles.none}>No client has an answer yet.</p>}
    </>
  );
}
