import { parseName } from './names.ts';
import { parsed, unparsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

export interface LinkKey {
  readonly from: string;
  readonly to: string;
}

const linkKeyExpected = 'a link such as a -> b, a -> *, * -> b, or default';

const shape = /^(\S+?)\s*->\s*(\S+)$/;

/** `default` is the same as `* -> *`. */
export function parseLinkKey(text: string): Parsed<LinkKey> {
  if (text === 'default') return parsed({ from: '*', to: '*' });
  const match = shape.exec(text);
  if (match === null || !isEnd(match[1]!) || !isEnd(match[2]!)) return unparsed(`${linkKeyExpected}${hintFor(text)}`);
  return parsed({ from: match[1]!, to: match[2]! });
}

export function linkText(link: LinkKey): string {
  return link.from === '*' && link.to === '*' ? 'default' : `${link.from} -> ${link.to}`;
}

function isEnd(text: string): boolean {
  return text === '*' || parseName(text).ok;
}

function hintFor(text: string): string {
  const guess = text
    .slice(0, 140)
    .replace(/\s*(?:→|⇒|➜|⟶|=>|-->|—>|–>)\s*/, ' -> ')
    .trim();
  const match = shape.exec(guess);
  return guess !== text && match !== null && isEnd(match[1]!) && isEnd(match[2]!) ? ` (did you mean "${guess}"?)` : '';
}
