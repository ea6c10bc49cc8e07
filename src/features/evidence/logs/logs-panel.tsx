import { useState } from 'react';
import type { LogLevel, LogLine, LogsQuestion } from '../../../../simulator/index.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useMap, useSession } from '../../../session/use-session.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import { clockText, countText } from '../../../ui/number-text.ts';
import { ScrollArea } from '../scroll-area.tsx';
import list from '../list.module.css';

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
  const services = useMap()?.services ?? [];
  const question: LogsQuestion = {
    about: 'logs',
    newest,
    level,
    ...(service !== '' && { service }),
    ...(text !== '' && { text }),
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
        {answer && answer.dropped > 0 && <span>{countText(answer.dropped)} older lines are not kept</span>}
      </div>
      <ScrollArea label="Log lines, newest first">
        {answer && answer.lines.length > 0 && (
          <table className={list.list}>
            <caption className="visually-hidden">Log lines, newest first</caption>
            <thead>
              <tr>
                <th scope="col">at</th>
                <th scope="col">level</th>
                <th scope="col">service</th>
                <th scope="col">line</th>
              </tr>
            </thead>
            <tbody>
              {keyed(answer.lines).map(({ key, line }) => (
                <Line key={key} line={line} />
              ))}
            </tbody>
          </table>
        )}
        {answer?.lines.length === 0 && <p className={list.empty}>No service has printed such a line.</p>}
      </ScrollArea>
    </div>
  );
}

const tones: Readonly<Record<LogLevel, string | undefined>> = {
  debug: undefined,
  info: undefined,
  warn: list.warn,
  error: list.bad,
};

function Line({ line: { atUs, level, replica, message, traceId } }: { readonly line: LogLine }) {
  const { selection } = useSession();
  return (
    <tr
      onPointerEnter={() => traceId !== null && selection.light({ traceId })}
      onPointerLeave={() => selection.light({})}
    >
      <td className={list.time}>{clockText(atUs / 1000)}</td>
      <td className={tones[level]}>{level}</td>
      <td>{replica}</td>
      <td className={list.wide}>{message}</td>
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
