import { useState } from 'react';
import { useAnswer } from '../../../session/use-answer.ts';
import { useFrame, useMap } from '../../../session/use-session.ts';
import { countText } from '../../../ui/number-text.ts';
import list from '../list.module.css';
import { ScrollArea } from '../scroll-area.tsx';
import { NameSelect } from './name-select.tsx';
import { RowsTable } from './rows-table.tsx';
import { useChosen } from './use-chosen.ts';

const newest = 100;

/** What a store has committed, table by table. */
export function Tables() {
  const stores = (useMap()?.stores ?? []).filter(({ engine }) => engine === 'sql');
  const names = stores.map(({ name }) => name);
  const [store, pickStore] = useChosen('store', names);
  const [picked, pickTable] = useState('');
  if (store === null) return <p className={list.empty}>This fleet has no store with tables.</p>;
  const tables = stores.find(({ name }) => name === store)?.tables ?? [];
  const table = tables.includes(picked) ? picked : tables[0];
  return (
    <div className={list.whole}>
      <div className={list.filters}>
        <NameSelect label="Store" names={names} chosen={store} onChoose={pickStore} />
        {table !== undefined && <NameSelect label="table" names={tables} chosen={table} onChoose={pickTable} />}
        <IfDown store={store} />
      </div>
      {table === undefined ? (
        <p className={list.empty}>{store} has no tables.</p>
      ) : (
        <Newest store={store} table={table} />
      )}
    </div>
  );
}

function IfDown({ store }: { readonly store: string }) {
  const isDown = useFrame(({ stores }) => stores[store]?.isUp === false) === true;
  return isDown && <span className={list.bad}>{store} is down. This is what it had committed.</span>;
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
