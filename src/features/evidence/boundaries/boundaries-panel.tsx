import { useState } from 'react';
import type { Boundary } from '../../../../simulator/index.ts';
import { selectThing, thingNamed } from '../../../commands/fleet/select-thing.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useMap, useNamed, useSession, useShown } from '../../../session/use-session.ts';
import list from '../parts/list.module.css';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { columns, sortedBy } from './columns.ts';
import type { Order } from './columns.ts';
import styles from './boundaries.module.css';

const askEveryUs = 500_000;
const costs = columns.filter(({ side }) => side === 'cost').length;
const dearestFirst: Order = { by: 'a request pays', descends: true };

/** What each boundary of the fleet cost in this run, and what it bought. */
export function BoundariesPanel() {
  const boundaries = useAnswer({ about: 'boundaries' }, ({ virtualUs }) => Math.floor(virtualUs / askEveryUs), 'now');
  const isPast = useShown((shown) => shown.isPast);
  const label = useNamed('Boundaries');
  const [order, setOrder] = useState(dearestFirst);
  if (isPast)
    return (
      <p className={list.empty}>What boundaries cost is summed up to now, and not kept for moments that are over.</p>
    );
  if (!boundaries) return <p className={list.empty}>Asking what crossed the boundaries…</p>;
  if (boundaries.length === 0)
    return <p className={list.empty}>Nothing has crossed a boundary yet. Let time play, or send a request.</p>;
  return (
    <div className={list.whole}>
      <ScrollArea label={label}>
        <table className={`${list.list} ${styles.table}`}>
          <caption className="visually-hidden">
            What each boundary cost in this run, and what it bought. A heading sorts by its column.
          </caption>
          <thead>
            <tr className={styles.groups}>
              <th scope="colgroup">
                <span className="visually-hidden">which</span>
              </th>
              <th scope="colgroup" colSpan={costs}>
                cost
              </th>
              <th scope="colgroup" colSpan={columns.length - costs}>
                bought
              </th>
            </tr>
            <tr>
              <Heading name="boundary" about="Who speaks to whom over it" order={order} onSort={setOrder} />
              {columns.map(({ name, about }) => (
                <Heading key={name} name={name} about={about} order={order} onSort={setOrder} isNumber />
              ))}
            </tr>
          </thead>
          <tbody>
            {sortedBy(boundaries, order).map((boundary) => (
              <Row key={`${boundary.from}->${boundary.to}`} boundary={boundary} />
            ))}
          </tbody>
        </table>
        <p className={styles.note}>
          A dash is what does not exist here or was not measured. Bytes are estimated: what a message holds and about
          what its head takes.
        </p>
      </ScrollArea>
    </div>
  );
}

interface HeadingProps {
  readonly name: string;
  readonly about: string;
  readonly order: Order;
  readonly onSort: (order: Order) => void;
  readonly isNumber?: boolean;
}

function Heading({ name, about, order, onSort, isNumber = false }: HeadingProps) {
  const isSorted = order.by === name;
  const sorted = order.descends ? 'descending' : 'ascending';
  return (
    <th scope="col" className={isNumber ? list.number : undefined} aria-sort={isSorted ? sorted : 'none'}>
      <button
        type="button"
        className={styles.sort}
        title={about}
        onClick={() => onSort({ by: name, descends: isSorted ? !order.descends : isNumber })}
      >
        {name}
        <span aria-hidden="true">{isSorted ? (order.descends ? '▾' : '▴') : ''}</span>
      </button>
    </th>
  );
}

function Row({ boundary }: { readonly boundary: Boundary }) {
  const { from, to, kind } = boundary;
  const session = useSession();
  const map = useMap();
  const thing = thingNamed(map, `${from} -> ${to}`) ?? thingNamed(map, to);
  const name = (
    <>
      {from} → {to}
    </>
  );
  return (
    <tr>
      <th scope="row">
        {thing ? (
          <button type="button" className={list.link} onClick={() => selectThing(thing).run(session)}>
            {name}
          </button>
        ) : (
          name
        )}{' '}
        <small>{kind}</small>
      </th>
      {columns.map((column) => {
        const value = column.value(boundary);
        const isBad = column.name === 'failed' && value !== null && value > 0;
        return (
          <td key={column.name} className={`${list.number} ${isBad ? list.bad : ''}`}>
            {value === null ? '–' : column.text(value)}
          </td>
        );
      })}
    </tr>
  );
}
