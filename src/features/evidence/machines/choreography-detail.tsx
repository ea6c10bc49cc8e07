import { useMemo } from 'react';
import { selectThing, thingNamed } from '../../../commands/fleet/select-thing.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useMap, useSelection, useSession } from '../../../session/use-session.ts';
import { clockText } from '../../../ui/number-text.ts';
import { CodeButton } from '../parts/code-button.tsx';
import list from '../parts/list.module.css';
import { RequestButton } from '../parts/request-button.tsx';
import { choreographyOf, hasRecords } from './choreography.ts';
import type { Act } from './choreography.ts';
import styles from './machines.module.css';

const lookEveryUs = 200_000;

/** A saga that no one conducts: what each service did for one request, and which record or call set it off. */
export function ChoreographyDetail({ traceId }: { readonly traceId: string }) {
  const answer = useAnswer({ about: 'trace', traceId }, ({ playing, virtualUs }) =>
    playing ? Math.floor(virtualUs / lookEveryUs) : virtualUs,
  );
  const acts = useMemo(() => choreographyOf(answer?.spans ?? []), [answer]);
  return (
    <>
      <header className={styles.head}>
        <h3>
          Request <RequestButton traceId={traceId} />
        </h3>
        <p>Read from its trace: who did what, and what set it off.</p>
      </header>
      {!answer && <p className={list.empty}>Looking for its trace…</p>}
      {answer && acts.length === 0 && (
        <p className={list.empty}>Nobody has written or sent anything for it, or its trace is not kept any more.</p>
      )}
      {acts.length > 0 && (
        <>
          {!hasRecords(acts) && <p className={list.empty}>No record took part: all of it was done by calls.</p>}
          <Acts acts={acts} />
        </>
      )}
    </>
  );
}

function Acts({ acts }: { readonly acts: readonly Act[] }) {
  return (
    <table className={list.list}>
      <caption className="visually-hidden">What was done for the request, in order</caption>
      <thead>
        <tr>
          <th scope="col" className={list.number}>
            step
          </th>
          <th scope="col">at</th>
          <th scope="col">set off by</th>
          <th scope="col">service</th>
          <th scope="col">wrote</th>
          <th scope="col">sent</th>
          <th scope="col">comes back to</th>
        </tr>
      </thead>
      <tbody>
        {acts.map((act) => (
          <ActRow key={act.key} act={act} />
        ))}
      </tbody>
    </table>
  );
}

function ActRow({ act }: { readonly act: Act }) {
  const { number, atUs, service, cause, causedBy, writes, sent, ok, error, revises } = act;
  const session = useSession();
  const { selection, moment } = session;
  const map = useMap();
  const isLit = useSelection(({ highlight }) => highlight.node === service);
  const thing = thingNamed(map, service);
  return (
    <tr
      data-chosen={isLit}
      onPointerEnter={() => {
        selection.light({ node: service });
        moment.point(atUs);
      }}
      onPointerLeave={() => {
        selection.light({});
        moment.point(null);
      }}
    >
      <td className={list.number}>{number}</td>
      <td className={list.time}>{clockText(atUs / 1000)}</td>
      <td>
        {cause?.kind === 'record' && <Topic name={cause.name} />}
        {cause?.kind === 'call' && `a call of ${cause.name}`}
        {causedBy !== null && <small className={styles.step}> of step {causedBy}</small>}
      </td>
      <td>
        {thing ? (
          <button type="button" className={list.link} onClick={() => selectThing(thing).run(session)}>
            <b>{service}</b>
          </button>
        ) : (
          <b>{service}</b>
        )}
      </td>
      <td>
        {keyed(writes).map(({ key, operation, table, line }) => (
          <span key={key} className={styles.write}>
            {operation} {table} {line !== null && <CodeButton place={line} />}
          </span>
        ))}
        {!ok && <span className={list.bad}>✕ {error ?? 'failed'}</span>}
      </td>
      <td>
        {sent.map((topic) => (
          <Topic key={topic} name={topic} />
        ))}
      </td>
      <td>
        {revises.map(({ table, act: earlier, isTakenBack }) => (
          <span key={table} className={styles.write}>
            ↩ step {earlier}: {isTakenBack ? `takes back its INSERT of ${table}` : `writes ${table} again`}
          </span>
        ))}
      </td>
    </tr>
  );
}

function Topic({ name }: { readonly name: string }) {
  return (
    <span className={styles.topic}>
      <svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">
        <path d="M6,1L11,6L6,11L1,6Z" fill="var(--surface)" stroke="currentColor" strokeWidth="1.4" />
      </svg>{' '}
      <i>{name}</i>
    </span>
  );
}

function keyed(writes: Act['writes']) {
  return writes.map((write, index) => ({ ...write, key: `${index} ${write.operation} ${write.table}` }));
}
