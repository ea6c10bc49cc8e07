import { useSession } from '../../../session/use-session.ts';
import { clockText, durationText } from '../../../ui/number-text.ts';
import list from '../parts/list.module.css';
import { useMomentRow } from '../parts/use-moment-row.ts';

interface HistoryProps {
  readonly caption: string;
  readonly moves: readonly { readonly atUs: number; readonly to: string; readonly event: string }[];
  /** Until when it has been in the last one. */
  readonly nowUs: number;
}

/** Where it came when and by what, newest first. */
export function History({ caption, moves, nowUs }: HistoryProps) {
  const { moment } = useSession();
  const newestFirst = moves
    .map((move, index) => ({
      ...move,
      key: `${index} ${move.atUs}`,
      lastedUs: (moves[index + 1]?.atUs ?? nowUs) - move.atUs,
    }))
    .toReversed();
  const momentRow = useMomentRow(newestFirst.map(({ atUs }) => atUs));
  return (
    <table className={list.list}>
      <caption className="visually-hidden">{caption}, newest first</caption>
      <thead>
        <tr>
          <th scope="col">at</th>
          <th scope="col">came to</th>
          <th scope="col">by</th>
          <th scope="col" className={list.number}>
            for
          </th>
        </tr>
      </thead>
      <tbody>
        {newestFirst.map(({ key, atUs, to, event, lastedUs }, index) => (
          <tr
            key={key}
            data-moment={index === momentRow}
            onPointerEnter={() => moment.point(atUs)}
            onPointerLeave={() => moment.point(null)}
          >
            <td className={list.time}>{clockText(atUs / 1000)}</td>
            <td>
              <b>{to}</b>
            </td>
            <td>{event}</td>
            <td className={list.number}>{durationText(Math.max(0, lastedUs) / 1000)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
