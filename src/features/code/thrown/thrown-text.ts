import { clockText } from '../../../ui/number-text.ts';
import type { Thrown } from './thrown.ts';

/** "TypeError: x is not a function, 12 times, last at 00:27.4". */
export function thrownText({ message, count, lastUs, isEnd }: Thrown): string {
  const times = count === 1 ? 'once' : `${count} times`;
  return `${message.replace(/[.,]$/, '')} – ${isEnd ? 'it ended the process' : 'thrown here'} ${times}, last at ${clockText(lastUs / 1000)}`;
}
