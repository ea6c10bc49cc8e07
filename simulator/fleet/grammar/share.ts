import { parsed, unparsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

export const shareExpected = 'a share from 0% to 100%, such as 5% or 0.1%';

const shape = /^(\d{1,3}(?:\.\d{1,12})?)%$/;

/** `50%` is 0.5. */
export function parseShare(text: string): Parsed<number> {
  const match = shape.exec(text);
  if (match === null) return unparsed(`${shareExpected}${hintFor(text)}`);
  const percent = Number(match[1]);
  return percent <= 100 ? parsed(percent / 100) : unparsed(shareExpected);
}

export function parsePositiveShare(text: string): Parsed<number> {
  const share = parseShare(text);
  return share.ok && share.value === 0 ? unparsed('a share above 0%, such as 50%') : share;
}

function hintFor(text: string): string {
  const spaced = /^(\d{1,2}(?:\.\d+)?)\s+%$/.exec(text);
  if (spaced !== null) return ` (did you mean ${spaced[1]}%?)`;
  const fraction = /^0?\.(\d{1,2})$/.exec(text);
  return fraction === null ? '' : ` (did you mean ${Number(fraction[1]!.padEnd(2, '0'))}%?)`;
}
