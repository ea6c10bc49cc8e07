import list from '../list.module.css';
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
        </tr>
      </thead>
      <tbody>
        {keyedRows(answer.rows).map(({ key, row }) => (
          <tr key={key}>
            {named.map((column, index) => (
              <Cell key={column.key} value={row[index] ?? null} isNumber={column.isNumber === true} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
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
