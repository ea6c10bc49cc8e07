import { parsed, unparsed } from './parsed.ts';
import type { Parsed } from './parsed.ts';

const nameShape = /^[a-z][a-z0-9-]{0,62}$/;
const topicShape = /^[a-z][a-z0-9._-]{0,248}$/;
const variableShape = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

const nameExpected = 'a name of at most 63 small letters, digits and hyphens that begins with a letter';

/**
 * Names of services, processes, stores, brokers and flows. ASCII only: a name is a host name and part of variables,
 * so two names that look alike (NFC, NFD, zero-width characters) cannot both exist.
 */
export function parseName(text: string): Parsed<string> {
  if (nameShape.test(text)) return parsed(text);
  const guess = text
    .slice(0, 64)
    .toLowerCase()
    .replace(/[\s_.]+/g, '-');
  return unparsed(`${nameExpected}${nameShape.test(guess) ? ` (did you mean "${guess}"?)` : ''}`);
}

/** Topics and queues may have dots and underscores too. */
export function parseTopicName(text: string): Parsed<string> {
  if (topicShape.test(text)) return parsed(text);
  return unparsed('a topic of small letters, digits, dots, hyphens and underscores that begins with a letter');
}

export function parseVariableName(text: string): Parsed<string> {
  if (variableShape.test(text)) return parsed(text);
  return unparsed('a name for a variable: letters, digits and underscores, not a digit first');
}

/** `orders-api` in a variable's name: `ORDERS_API`. */
export function upperSnake(name: string): string {
  return name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
