import { useState } from 'react';
import type { TopicRecord } from '../../../../../simulator/index.ts';
import { useSelection, useSession } from '../../../../session/use-session.ts';
import { clockText } from '../../../../ui/number-text.ts';
import list from '../../parts/list.module.css';
import { RequestButton } from '../../parts/request-button.tsx';
import { prettyJson } from './positions.ts';
import styles from '../data.module.css';

export const columnCount = 6;

/** One record; its value opens where it is JSON. */
export function RecordRow({ record }: { readonly record: TopicRecord }) {
  const { offset, atUs, key, value, headers, traceId } = record;
  const { selection } = useSession();
  const [isOpen, setOpen] = useState(false);
  const isLit = useSelection(({ highlight }) => traceId !== null && highlight.traceId === traceId);
  const pretty = isOpen && value !== null ? prettyJson(value) : null;
  const headersText = headers.map(([name, text]) => `${name}: ${text}`).join(', ');
  return (
    <>
      <tr
        data-chosen={isLit}
        onPointerEnter={() => traceId !== null && selection.light({ traceId })}
        onPointerLeave={() => selection.light({})}
      >
        <td className={list.number}>{offset}</td>
        <td className={list.time}>{clockText(atUs / 1000)}</td>
        <td className={styles.text}>{key ?? <Nothing />}</td>
        <td className={styles.value} title={value ?? undefined}>
          <Value value={value} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
        </td>
        <td className={styles.text} title={headersText || undefined}>
          {headersText}
        </td>
        <td>{traceId !== null && <RequestButton traceId={traceId} />}</td>
      </tr>
      {pretty !== null && (
        <tr className={styles.opened}>
          <td colSpan={columnCount}>
            <pre>{pretty}</pre>
          </td>
        </tr>
      )}
    </>
  );
}

interface ValueProps {
  readonly value: string | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Value({ value, isOpen, onToggle }: ValueProps) {
  if (value === null) return <Nothing />;
  if (!/^[[{]/.test(value) || prettyJson(value) === null) return value;
  return (
    <button type="button" className={list.link} aria-expanded={isOpen} onClick={onToggle}>
      {value}
    </button>
  );
}

function Nothing() {
  return <i className={styles.nothing}>null</i>;
}
