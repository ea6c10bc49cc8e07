import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { RowsAnswer } from '../../../../simulator/index.ts';
import { chordOf, chordText } from '../../../browser/hotkeys.ts';
import { useSession } from '../../../session/use-session.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { clockText, countText } from '../../../ui/number-text.ts';
import list from '../parts/list.module.css';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { keepQuery, keptQuery } from './kept-queries.ts';
import { RowsTable } from './rows-table.tsx';
import type { ChosenStore } from './use-stores.ts';
import styles from './data.module.css';

interface QueryBoxProps {
  readonly store: ChosenStore;
  readonly children: ReactNode;
}

/** One SELECT, answered when somebody asks for it. */
export function QueryBox({ store, children }: QueryBoxProps) {
  const [sql, setSql] = useState(() => keptQuery(store.name, store.tables));
  const { told, run } = useQuery(store.name);
  const write = (text: string): void => {
    setSql(text);
    keepQuery(store.name, text);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (chordOf(event) !== 'Mod+Enter') return;
    event.preventDefault();
    run(sql);
  };
  return (
    <div className={list.whole}>
      <div className={list.filters}>{children}</div>
      <div className={styles.ask}>
        <textarea
          aria-label={`A SELECT for ${store.name}`}
          aria-describedby="query-reads"
          rows={2}
          spellCheck={false}
          value={sql}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button look="solid" isDisabled={sql.trim() === ''} onPress={() => run(sql)}>
          Run <kbd>{chordText('Mod+Enter')}</kbd>
        </Button>
        <p id="query-reads">One SELECT. It reads what is committed, and the run does not notice.</p>
      </div>
      <Answer store={store.name} told={told} />
    </div>
  );
}

type Told =
  | { readonly is: 'not asked' | 'asked' | 'unheard' }
  | { readonly is: 'answered'; readonly answer: RowsAnswer; readonly atUs: number };

function useQuery(store: string) {
  const { ask, frames } = useSession();
  const [told, setTold] = useState<Told>({ is: 'not asked' });
  const latest = useRef(0);
  const run = (sql: string): void => {
    if (sql.trim() === '') return;
    const turn = ++latest.current;
    const tell = (news: Told): void => {
      if (turn === latest.current) setTold(news);
    };
    setTold({ is: 'asked' });
    ask({ about: 'query', store, sql }).then(
      (answer) =>
        tell(answer ? { is: 'answered', answer, atUs: frames.getState().frame?.virtualUs ?? 0 } : { is: 'unheard' }),
      () => tell({ is: 'unheard' }),
    );
  };
  return { told, run };
}

function Answer({ store, told }: { readonly store: string; readonly told: Told }) {
  return (
    <>
      <output className={styles.outcome}>
        {told.is === 'asked' && `Asking ${store}…`}
        {told.is === 'unheard' && 'There is no fleet to ask.'}
        {told.is === 'answered' && told.answer.ok && `${rowsText(told.answer)} at ${clockText(told.atUs / 1000)}`}
        {told.is === 'answered' && !told.answer.ok && (
          <span className={list.bad}>
            ✕ {store} says: {told.answer.reason}
          </span>
        )}
      </output>
      {told.is === 'answered' && told.answer.ok && told.answer.rows.length > 0 && (
        <ScrollArea label="What the query found">
          <RowsTable caption="What the query found" answer={told.answer} />
        </ScrollArea>
      )}
    </>
  );
}

function rowsText({ rows, more }: Extract<RowsAnswer, { readonly ok: true }>): string {
  if (more) return `The first ${countText(rows.length)} rows`;
  return rows.length === 1 ? '1 row' : `${countText(rows.length)} rows`;
}
