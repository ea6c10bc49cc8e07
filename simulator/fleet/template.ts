import { parseCallSyntax } from './grammar/call-syntax.ts';
import { parsed, unparsed } from './grammar/parsed.ts';
import type { Parsed } from './grammar/parsed.ts';
import type { RandomStream } from '../wire/node-context.ts';

/** A text with generated parts, `/users/${user}/orders/${seq}`: literal text and expressions in turn. */
export type Template = readonly TemplatePart[];

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'seq' }
  | { readonly kind: 'user' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'int'; readonly from: number; readonly to: number }
  | { readonly kind: 'pick'; readonly choices: readonly (string | number)[]; readonly weights: readonly number[] };

/** What the expressions of one request are filled from. */
export interface TemplateValues {
  /** The flow's own count of its requests, from 1. */
  readonly sequence: number;
  /** Which simulated user asks. */
  readonly user: string;
  readonly random: RandomStream;
}

const expressionsExpected =
  '${seq}, ${user}, ${uuid}, ${int(1, 5)}, ${pick(a, b, c)} or ${pick(a: 90, b: 10)}; write $${ for the characters themselves';

export function parseTemplate(text: string): Parsed<Template> {
  const parts: TemplatePart[] = [];
  let literal = '';
  let offset = 0;
  while (offset < text.length) {
    if (text.startsWith('$${', offset)) {
      literal += '${';
      offset += 3;
    } else if (text.startsWith('${', offset)) {
      const end = text.indexOf('}', offset);
      const part = end < 0 ? null : expression(text.slice(offset + 2, end).trim());
      if (part === null) return unparsed(expressionsExpected);
      if (literal !== '') parts.push({ kind: 'text', text: literal });
      literal = '';
      parts.push(part);
      offset = end + 1;
    } else {
      literal += text.charAt(offset);
      offset += 1;
    }
  }
  if (literal !== '') parts.push({ kind: 'text', text: literal });
  return parsed(parts);
}

function expression(source: string): TemplatePart | null {
  if (source === 'seq' || source === 'user' || source === 'uuid') return { kind: source };
  const call = parseCallSyntax(source);
  if (call?.name === 'int') return int(call.arguments);
  if (call?.name === 'pick') return pick(call.arguments);
  return null;
}

function int(given: readonly string[]): TemplatePart | null {
  if (given.length !== 2 || !given.every((each) => /^-?\d{1,15}$/.test(each))) return null;
  const [from, to] = [Number(given[0]), Number(given[1])];
  return from <= to && to - from < 2 ** 32 ? { kind: 'int', from, to } : null;
}

/** Choices are words or numbers; `a: 90` weighs a choice, and then every choice is weighed. */
function pick(given: readonly string[]): TemplatePart | null {
  if (given.length === 0) return null;
  const weighed = given.every((each) => /^[^:]+:\s*\d{1,9}$/.test(each));
  const choices: (string | number)[] = [];
  const weights: number[] = [];
  for (const each of given) {
    const [choice = '', weight = '1'] = weighed ? each.split(':').map((part) => part.trim()) : [each];
    if (choice === '' || choice.includes(':') || Number(weight) === 0) return null;
    choices.push(/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,12})?$/.test(choice) ? Number(choice) : choice);
    weights.push(Number(weight));
  }
  return { kind: 'pick', choices, weights };
}

/** The text of one request. */
export function evaluateTemplate(template: Template, values: TemplateValues): string {
  let result = '';
  for (const part of template) result += String(evaluatePart(part, values));
  return result;
}

/** As in a JSON body: one expression alone keeps its type, so `quantity: ${int(1, 5)}` is a number. */
export function evaluateTemplateValue(template: Template, values: TemplateValues): string | number {
  const only = template[0];
  if (only !== undefined && template.length === 1) return evaluatePart(only, values);
  return evaluateTemplate(template, values);
}

function evaluatePart(part: TemplatePart, values: TemplateValues): string | number {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'seq':
      return values.sequence;
    case 'user':
      return values.user;
    case 'uuid':
      return uuid(values.random);
    case 'int':
      return part.from + values.random.below(part.to - part.from + 1);
    case 'pick':
      return chosen(part.choices, part.weights, values.random);
  }
}

function chosen(
  choices: readonly (string | number)[],
  weights: readonly number[],
  random: RandomStream,
): string | number {
  let total = 0;
  for (const weight of weights) total += weight;
  let left = random.next() * total;
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return choices[index]!;
  }
  return choices[choices.length - 1]!;
}

/** RFC 9562 version 4. */
function uuid(random: RandomStream): string {
  let digits = '';
  for (let word = 0; word < 4; word += 1) digits += (random.bits() >>> 0).toString(16).padStart(8, '0');
  const variant = '89ab'.charAt(Number.parseInt(digits.charAt(16), 16) & 3);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
}
