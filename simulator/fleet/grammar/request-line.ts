import { parseTemplate } from '../template.ts';
import { parsed, unparsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

export interface RequestLine {
  readonly method: string;
  /** A template: `/orders/${seq}`. */
  readonly path: string;
}

export const requestLineExpected = 'a method and a path such as POST /orders';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const shape = /^([A-Za-z]+) +(\S.*)$/;

export function parseRequestLine(text: string): Parsed<RequestLine> {
  const match = shape.exec(text);
  const method = match?.[1] ?? '';
  const path = match?.[2] ?? '';
  if (match === null || !path.startsWith('/') || !methods.includes(method.toUpperCase())) {
    return unparsed(`${requestLineExpected}${hintFor(text)}`);
  }
  if (!methods.includes(method))
    return unparsed(`${requestLineExpected} (did you mean ${method.toUpperCase()} ${path.slice(0, 60)}?)`);
  const template = parseTemplate(path);
  if (!template.ok) return template;
  const unsafe = template.value.some((part) => part.kind === 'text' && /[\s#\\]/.test(part.text));
  if (unsafe) return unparsed('a path without spaces, # and \\; write %20 for a space');
  return parsed({ method, path });
}

function hintFor(text: string): string {
  if (text.startsWith('/')) return ` (did you mean GET ${text.slice(0, 60)}?)`;
  const guess = /^([A-Z]+) +([a-z].*)$/.exec(text);
  return guess !== null && methods.includes(guess[1]!) ? ` (did you mean ${guess[1]} /${guess[2]!.slice(0, 60)}?)` : '';
}
