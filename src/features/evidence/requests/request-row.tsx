import type { RequestLine } from '../../../../simulator/index.ts';
import { useSelection, useSession } from '../../../session/use-session.ts';
import { clockText, durationText } from '../../../ui/number-text.ts';
import list from '../parts/list.module.css';

interface RequestRowProps {
  readonly line: RequestLine;
  readonly isChosen: boolean;
  /** The last one before the moment that is pointed at. */
  readonly isMoment: boolean;
  readonly onChoose: (traceId: string) => void;
}

export function RequestRow({ line, isChosen, isMoment, onChoose }: RequestRowProps) {
  const { traceId, flow, route, startUs, endUs, ok, status, failure, cause } = line;
  const { selection, moment } = useSession();
  const isLit = useSelection(({ highlight }) => highlight.traceId === traceId);
  return (
    <tr
      data-chosen={isChosen || isLit}
      data-moment={isMoment}
      onPointerEnter={() => {
        selection.light({ traceId });
        moment.point(endUs);
      }}
      onPointerLeave={() => {
        selection.light({});
        moment.point(null);
      }}
    >
      <td className={list.time}>{clockText(endUs / 1000)}</td>
      <td>
        <button
          type="button"
          className={list.link}
          aria-pressed={isChosen}
          onFocus={() => selection.light({ traceId })}
          onClick={() => onChoose(traceId)}
        >
          {route}
        </button>
      </td>
      <td className={[list.flow, list.late].join(' ')}>{flow}</td>
      <td className={ok ? list.good : list.bad}>
        {ok ? '✓' : '✕'} {status ?? failure ?? 'no answer'}
      </td>
      <td className={list.number}>{durationText((endUs - startUs) / 1000)}</td>
      <td className={[list.wide, list.late].join(' ')}>{cause?.parts.map(({ text }) => text).join('')}</td>
    </tr>
  );
}
