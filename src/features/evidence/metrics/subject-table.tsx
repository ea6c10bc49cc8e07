import type { SeriesAnswer } from '../../../../simulator/index.ts';
import type { Stretch } from '../../../session/stores/moment-store.ts';
import { clockText } from '../../../ui/number-text.ts';
import list from '../parts/list.module.css';
import { chartKinds } from './chart-kinds.ts';
import type { Subject } from './panels.ts';
import { valueIn } from './plot.ts';

interface SubjectTableProps {
  readonly subject: Subject;
  readonly answer: SeriesAnswer;
  readonly stretch: Stretch;
  readonly nowUs: number;
}

const rowsMax = 60;

/** The same as its charts, in numbers, newest first. */
export function SubjectTable({ subject: { title, word, charts }, answer, stretch, nowUs }: SubjectTableProps) {
  const columns = charts.flatMap((name) => {
    const kind = chartKinds[name];
    return kind.lines.map((line) => ({ name: columnName(kind.title, line.name), kind, line }));
  });
  const inSight = answer.bins.filter((bin) => bin.atUs + answer.binUs > stretch.fromUs && bin.atUs < stretch.untilUs);
  return (
    <table className={list.list}>
      <caption className="visually-hidden">
        {title}, {word}, over time, newest first
      </caption>
      <thead>
        <tr>
          <th scope="col">from</th>
          {columns.map(({ name }) => (
            <th key={name} scope="col" className={list.number}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {inSight
          .slice(-rowsMax)
          .toReversed()
          .map((bin) => (
            <tr key={bin.atUs}>
              <th scope="row" className={list.time}>
                {clockText(bin.atUs / 1000)}
              </th>
              {columns.map(({ name, kind, line }) => {
                const value = valueIn(line, bin, answer.binUs, nowUs);
                return (
                  <td key={name} className={list.number}>
                    {value === null ? '–' : kind.text(value)}
                  </td>
                );
              })}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function columnName(title: string, line: string): string {
  return title === line ? title : `${title}, ${line}`;
}
