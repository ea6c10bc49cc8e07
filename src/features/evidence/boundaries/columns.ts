import type { Boundary } from '../../../../simulator/index.ts';
import { countText, durationText, weightText } from '../../../ui/number-text.ts';

export interface Column {
  readonly name: string;
  /** Why anybody would look at it. */
  readonly about: string;
  readonly side: 'cost' | 'bought';
  readonly value: (boundary: Boundary) => number | null;
  readonly text: (value: number) => string;
}

export const columns: readonly Column[] = [
  {
    ...{ name: 'crossed', side: 'cost', text: countText },
    about: 'Calls, statements or records that went over it',
    value: ({ count }) => count,
  },
  {
    ...{ name: 'failed', side: 'cost', text: countText },
    about: 'Of these, those that came to nothing',
    value: ({ failed }) => failed,
  },
  {
    ...{ name: 'each adds', side: 'cost', text: durationText },
    about: 'The way there and back of one; of a statement all that it takes. Nobody waits for a record',
    value: ({ addedMs }) => addedMs,
  },
  {
    ...{ name: 'a request pays', side: 'cost', text: durationText },
    about: 'The same, spread over all requests of clients',
    value: ({ addedPerRequestMs }) => addedPerRequestMs,
  },
  {
    ...{ name: 'messages', side: 'cost', text: countText },
    about: 'A call and its answer are two',
    value: ({ messages }) => messages,
  },
  {
    ...{ name: 'bytes', side: 'cost', text: weightText },
    about: 'About what all of them weighed, there and back; of a topic its records alone',
    value: ({ bytes }) => bytes,
  },
  {
    ...{ name: 'copies', side: 'cost', text: countText },
    about: 'Readers that each get every record of the topic',
    value: ({ copies }) => copies,
  },
  {
    ...{ name: 'went on', side: 'bought', text: countText },
    about: 'Requests that went well, with work done on this side, while the other side was down',
    value: ({ wentOn }) => wentOn,
  },
  {
    ...{ name: 'replicas', side: 'bought', text: countText },
    about: 'How many the other side has of its own',
    value: ({ replicas }) => replicas,
  },
  {
    ...{ name: 'deployed in', side: 'bought', text: durationText },
    about: 'How long the other side alone took to be deployed, the last time in this run',
    value: ({ deployMs }) => deployMs,
  },
];

export interface Order {
  /** A column's name, or the boundary's own. */
  readonly by: string;
  readonly descends: boolean;
}

/** What was not measured comes last, whichever way round. */
export function sortedBy(boundaries: readonly Boundary[], { by, descends }: Order): readonly Boundary[] {
  const column = columns.find(({ name }) => name === by);
  const turn = descends ? -1 : 1;
  const named = ({ from, to }: Boundary): string => `${from} ${to}`;
  const byName = (one: Boundary, other: Boundary): number => (named(one) < named(other) ? -1 : 1);
  if (!column) return boundaries.toSorted((one, other) => turn * byName(one, other));
  return boundaries.toSorted((one, other) => {
    const [left, right] = [column.value(one), column.value(other)];
    if (left === null || right === null)
      return (left === null ? 1 : 0) - (right === null ? 1 : 0) || byName(one, other);
    return turn * (left - right) || byName(one, other);
  });
}
