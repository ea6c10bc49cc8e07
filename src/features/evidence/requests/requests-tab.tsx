import { useState } from 'react';
import type { RequestLine, RequestsQuestion } from '../../../../simulator/index.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { showRequest } from '../../../commands/fleet/show-request.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useFrame, useMap, useSelection, useSession } from '../../../session/use-session.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Choice } from '../../../ui/controls/choice.tsx';
import { countText } from '../../../ui/number-text.ts';
import type { EvidenceTab } from '../evidence-tab.ts';
import { RequestRow } from './request-row.tsx';
import { Outcome } from '../outcome/outcome.tsx';
import { useMomentRow } from '../parts/use-moment-row.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import list from '../parts/list.module.css';
import styles from './requests-tab.module.css';

const outcomes = [
  { value: 'all', label: 'All' },
  { value: 'failed', label: 'Failed' },
] as const;

/** The engine answers with so many more, and with no more than so many: a filter finds those that are older. */
const page = 100;
const newestMost = 1_000;

const durations = [
  { value: 0, label: 'any time' },
  { value: 100, label: 'over 100 ms' },
  { value: 500, label: 'over 500 ms' },
  { value: 2_000, label: 'over 2 s' },
] as const;

export const requestsTab: EvidenceTab = {
  name: 'requests',
  label: 'Requests',
  note: ({ counts }) => countText(counts.requests),
  Panel: Requests,
};

/** What clients asked and got, newest first. */
function Requests() {
  const [outcome, setOutcome] = useState<'all' | 'failed'>('all');
  const [flow, setFlow] = useState('');
  const [slowerThanMs, setSlowerThanMs] = useState(0);
  const [newest, setNewest] = useState(page);
  const { selection } = useSession();
  const chosen = useSelection(({ traceId }) => traceId);
  const flows = useMap()?.flows ?? [];
  const question: RequestsQuestion = {
    about: 'requests',
    newest,
    ...(outcome === 'failed' && { outcome }),
    ...(flow !== '' && { flow }),
    ...(slowerThanMs > 0 && { slowerThanMs }),
  };
  const lines = useAnswer(question, ({ counts }) => counts.requests);
  const line = lines?.find(({ traceId }) => traceId === chosen) ?? lines?.find(({ cause }) => cause !== null) ?? null;
  return (
    <div className={styles.requests}>
      <div className={list.whole}>
        <div className={list.filters}>
          <Choice label="Outcome" options={outcomes} chosen={outcome} onChoose={setOutcome} />
          <label>
            from{' '}
            <select value={flow} onChange={(event) => setFlow(event.target.value)}>
              <option value="">all clients</option>
              {flows.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            took{' '}
            <select value={slowerThanMs} onChange={(event) => setSlowerThanMs(Number(event.target.value))}>
              {durations.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </div>
        <ScrollArea label="Requests, newest first">
          {lines && lines.length > 0 && (
            <RequestsTable
              lines={lines}
              chosen={chosen === null ? null : (line?.traceId ?? null)}
              onChoose={selection.follow}
            />
          )}
          {lines && lines.length >= newest && newest < newestMost && (
            <p className={list.empty}>
              <Button onPress={() => setNewest(newest + page)}>Show {page} older ones</Button>
            </p>
          )}
          {lines?.length === 0 && <Nothing isOfFailed={outcome === 'failed'} isOfSlow={slowerThanMs > 0} />}
        </ScrollArea>
      </div>
      {line && (
        <Outcome line={line}>
          <CommandButton command={showRequest(line.traceId)} />
        </Outcome>
      )}
    </div>
  );
}

/** Requests to services without code come by thousands: they are counted, and none of them is kept. */
function Nothing({ isOfFailed, isOfSlow }: { readonly isOfFailed: boolean; readonly isOfSlow: boolean }) {
  const counted = useFrame(({ requests }) => requests.reduce((sum, { count }) => sum + count, 0)) ?? 0;
  const failed = useFrame(({ requests }) => requests.reduce((sum, row) => sum + row.failed, 0)) ?? 0;
  const count = isOfFailed ? failed : counted;
  if (isOfSlow) return <p className={list.empty}>None of those that are kept took that long.</p>;
  if (count > 0) {
    return (
      <p className={list.empty}>
        {countText(count)} {isOfFailed ? 'failed' : 'were answered'}. Requests to services without code are counted, and
        not kept one by one: Metrics shows them.
      </p>
    );
  }
  return (
    <p className={list.empty}>
      {isOfFailed ? 'No request has failed.' : 'No request has been answered yet. Send one, or play.'}
    </p>
  );
}

interface RequestsTableProps {
  readonly lines: readonly RequestLine[];
  readonly chosen: string | null;
  readonly onChoose: (traceId: string) => void;
}

function RequestsTable({ lines, chosen, onChoose }: RequestsTableProps) {
  const momentRow = useMomentRow(lines.map(({ endUs }) => endUs));
  return (
    <table className={list.list}>
      <caption className="visually-hidden">Requests of clients, newest first</caption>
      <thead>
        <tr>
          <th scope="col">ended</th>
          <th scope="col">request</th>
          <th scope="col" className={list.late}>
            clients
          </th>
          <th scope="col">answer</th>
          <th scope="col" className={list.number}>
            took
          </th>
          <th scope="col" className={list.late}>
            why
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <RequestRow
            key={line.traceId}
            line={line}
            isChosen={line.traceId === chosen}
            isMoment={index === momentRow}
            onChoose={onChoose}
          />
        ))}
      </tbody>
    </table>
  );
}
