import { useState } from 'react';
import type { RequestLine, RequestsQuestion } from '../../../../simulator/index.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { showRequest } from '../../../commands/fleet/show-request.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useMap, useSelection, useSession } from '../../../session/use-session.ts';
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

const newest = 100;

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
  const { selection } = useSession();
  const chosen = useSelection(({ traceId }) => traceId);
  const flows = useMap()?.flows ?? [];
  const question: RequestsQuestion = {
    about: 'requests',
    newest,
    ...(outcome === 'failed' && { outcome }),
    ...(flow !== '' && { flow }),
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
        </div>
        <ScrollArea label="Requests, newest first">
          {lines && lines.length > 0 && (
            <RequestsTable
              lines={lines}
              chosen={chosen === null ? null : (line?.traceId ?? null)}
              onChoose={selection.follow}
            />
          )}
          {lines?.length === 0 && (
            <p className={list.empty}>
              {outcome === 'failed' ? 'No request has failed.' : 'No request has been answered yet. Send one, or play.'}
            </p>
          )}
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
