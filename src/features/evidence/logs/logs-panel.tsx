import { useState } from 'react';
import type { LogLevel, LogLine, LogsQuestion } from '../../../../simulator/index.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useMap, useSelection, useSession } from '../../../session/use-session.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import { clockText, countText } from '../../../ui/number-text.ts';
import { CodeButton } from '../parts/code-button.tsx';
import { RequestButton } from '../parts/request-button.tsx';
import { useMomentRow } from '../parts/use-moment-row.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import list from '../parts/list.module.css';

const levels = [
  { value: 'debug', label: 'All' },
  { value: 'warn', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
] as const satisfies readonly { readonly value: LogLevel; readonly label: string }[];

const newest = 200;

/** What services printed, in one stream. */
export function LogsPanel() {
  const [level, setLevel] = useState<LogLevel>('debug');
  const [service, setService] = useState('');
  const [text, setText] = useState('');
  const [isOfRequest, setOfRequest] = useState(false);
  const traceId = useSelection((selection) => selection.traceId);
  const services = useMap()?.services ?? [];
  const question: LogsQuestion = {
    about: 'logs',
    newest,
    level,
    ...(service !== '' && { service }),
    ...(text !== '' && { text }),
    ...(isOfRequest && traceId !== null && { traceId }),
  };
  const answer = useAnswer(question, ({ counts }) => counts.logLines);
  return (
    <div className={list.whole}>
      <div className={list.filters}>
        <Choice label="Level" options={levels} chosen={level} onChoose={setLevel} />
        <label>
          of{' '}
          <select value={service} onChange={(event) => setService(event.target.value)}>
            <option value="">all services</option>
            {services.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          with <input type="search" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        {traceId !== null && (
          <label>
            <input type="checkbox" checked={isOfRequest} onChange={(event) => setOfRequest(event.target.checked)} /> of
            request #{traceId.slice(0, 6)} alone
          </label>
        )}
        {answer && answer.dropped > 0 && <span>{countText(answer.dropped)} older lines are not kept</span>}
      </div>
      <ScrollArea label="Log lines, newest first">
        {answer && answer.lines.length > 0 && <LinesTable lines={answer.lines} />}
        {answer?.lines.length === 0 && <p className={list.empty}>No service has printed such a line.</p>}
      </ScrollArea>
    </div>
  );
}

function LinesTable({ lines }: { readonly lines: readonly LogLine[] }) {
  const momentRow = useMomentRow(lines.map(({ atUs }) => atUs));
  return (
    <table className={list.list}>
      <caption className="visually-hidden">Log lines, newest first</caption>
      <thead>
        <tr>
          <th scope="col">at</th>
          <th scope="col">level</th>
          <th scope="col">service</th>
          <th scope="col">line</th>
          <th scope="col" className={list.late}>
            from
          </th>
          <th scope="col">request</th>
        </tr>
      </thead>
      <tbody>
        {keyed(lines).map(({ key, line }, index) => (
          <Line key={key} line={line} isMoment={index === momentRow} />
        ))}
      </tbody>
    </table>
  );
}

const tones: Readonly<Record<LogLevel, string | undefined>> = {
  debug: undefined,
  info: undefined,
  warn: list.warn,
  error: list.bad,
};

interface LineProps {
  readonly line: LogLine;
  /** The last one before the moment that is pointed at. */
  readonly isMoment: boolean;
}

function Line({ line: { atUs, level, service, replica, message, traceId, line }, isMoment }: LineProps) {
  const { selection, moment } = useSession();
  const isLit = useSelection(({ highlight }) =>
    highlight.line === undefined ? traceId !== null && highlight.traceId === traceId : highlight.line === line,
  );
  return (
    <tr
      data-chosen={isLit}
      data-moment={isMoment}
      onPointerEnter={() => {
        selection.light({ node: service, ...(traceId !== null && { traceId }) });
        moment.point(atUs);
      }}
      onPointerLeave={() => {
        selection.light({});
        moment.point(null);
      }}
    >
      <td className={list.time}>{clockText(atUs / 1000)}</td>
      <td className={tones[level]}>{level}</td>
      <td>{replica}</td>
      <td className={list.wide}>{message}</td>
      <td className={list.late}>{line !== null && <CodeButton place={line} />}</td>
      <td>{traceId !== null && <RequestButton traceId={traceId} />}</td>
    </tr>
  );
}

/** Lines have no name of their own: the same service may print the same twice at one moment. Counted from the oldest on. */
function keyed(lines: readonly LogLine[]): { readonly key: string; readonly line: LogLine }[] {
  const seen = new Map<string, number>();
  return lines
    .toReversed()
    .map((line) => {
      const name = `${line.atUs} ${line.replica} ${line.message}`;
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return { key: `${name} ${count}`, line };
    })
    .toReversed();
}
