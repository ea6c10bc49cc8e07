import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAnswer } from '../../../session/use-answer.ts';
import { countText } from '../../../ui/number-text.ts';
import list from '../parts/list.module.css';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { NameSelect } from './name-select.tsx';
import { RowsTable } from './rows-table.tsx';
import { IfDown } from './store-select.tsx';
import type { ChosenStore } from './use-stores.ts';

const newest = 100;

interface TablesProps {
  readonly store: ChosenStore;
  /** What stands before the choice of a table. */
  readonly children: ReactNode;
}

/** What a store has committed, table by table. */
export function Tables({ store: { name, tables }, children }: TablesProps) {
  const [picked, pickTable] = useState('');
  const table = tables.includes(picked) ? picked : tables[0];
  return (
    <div className={list.whole}>
      <div className={list.filters}>
        {children}
        {table !== undefined && <NameSelect label="table" names={tables} chosen={table} onChoose={pickTable} />}
        <IfDown store={name} />
      </div>
      {table === undefined ? (
        <p className={list.empty}>{name} has no tables.</p>
      ) : (
        <Newest store={name} table={table} />
      )}
    </div>
  );
}

function Newest({ store, table }: { readonly store: string; readonly table: string }) {
  const answer = useAnswer({ about: 'table', store, table, newest }, ({ virtualUs }) => virtualUs);
  return (
    <ScrollArea label={`Rows of ${table}, newest first`}>
      {!answer && <p className={list.empty}>Reading {table}…</p>}
      {answer?.ok === false && (
        <p className={list.empty}>
          {table} cannot be read: {answer.reason}.
        </p>
      )}
      {answer?.ok && answer.rows.length === 0 && <p className={list.empty}>{table} has no rows yet.</p>}
      {answer?.ok && answer.rows.length > 0 && <RowsTable caption={`Rows of ${table}, newest first`} answer={answer} />}
      {answer?.ok && answer.more && <p className={list.empty}>There are more than these {countText(newest)} rows.</p>}
    </ScrollArea>
  );
}
