import type { ReactNode } from 'react';
import { useSelection, useSession } from '../../../session/use-session.ts';
import list from '../parts/list.module.css';
import { CodeButton } from '../parts/code-button.tsx';
import { RequestButton } from '../parts/request-button.tsx';
import { keyedRows, numberColumns } from './rows.ts';
import type { Rows } from './rows.ts';
import styles from './data.module.css';

interface RowsTableProps {
  readonly caption: string;
  readonly answer: Rows;
}

/** Rows as the database writes them. */
export function RowsTable({ caption, answer }: RowsTableProps) {
  const isNumber = numberColumns(answer);
  const named = answer.columns.map((name, index) => ({ key: `${index} ${name}`, name, isNumber: isNumber[index] }));
  return (
    <table className={`${list.list} ${styles.rows}`}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {named.map((column) => (
            <th key={column.key} scope="col" className={column.isNumber ? list.number : undefined}>
              {column.name}
            </th>
          ))}
          {answer.traceIds && <th scope="col">written by</th>}
        </tr>
      </thead>
      <tbody>
        {keyedRows(answer).map(({ key, row, traceId, line }) => (
          <LitRow key={key} traceId={traceId}>
            {named.map((column, index) => (
              <Cell key={column.key} value={row[index] ?? null} isNumber={column.isNumber === true} />
            ))}
            {answer.traceIds && (
              <td>
                {traceId !== null && <RequestButton traceId={traceId} />}
                {line !== null && (
                  <>
                    {' '}
                    at <CodeButton place={line} />
                  </>
                )}
              </td>
            )}
          </LitRow>
        ))}
      </tbody>
    </table>
  );
}

function LitRow({ traceId, children }: { readonly traceId: string | null; readonly children: ReactNode }) {
  const { selection } = useSession();
  const isLit = useSelection(({ highlight }) => traceId !== null && highlight.traceId === traceId);
  return (
    <tr
      data-chosen={isLit}
      onPointerEnter={() => traceId !== null && selection.light({ traceId })}
      onPointerLeave={() => selection.light({})}
    >
      {children}
    </tr>
  );
}

/** About as many letters as a cell has room for. */
const roomFor = 36;

function Cell({ value, isNumber }: { readonly value: string | null; readonly isNumber: boolean }) {
  return (
    <td className={isNumber ? list.number : styles.text} title={value && value.length > roomFor ? value : undefined}>
      {value ?? <i className={styles.nothing}>null</i>}
    </td>
  );
}
