import type { InstanceEffect, WindowResult } from '../wire/instance-events.ts';
import type { Micros, NodeId } from '../wire/packet.ts';

/** What a process may say about the window it was given. */
export interface WindowBounds {
  readonly fromUs: Micros;
  readonly untilUs: Micros;
  /** Answers go to those who asked, and to nobody else. */
  hasAsked(node: NodeId): boolean;
}

const kinds: Readonly<
  Record<InstanceEffect['kind'], (effect: Record<string, unknown>, bounds: WindowBounds) => boolean>
> = {
  call: ({ exchange, service, host, protocol }) =>
    isCount(exchange) && isText(service) && isText(host) && isText(protocol),
  cancel: ({ exchange }) => isCount(exchange),
  answer: ({ exchange, to }, bounds) => isCount(exchange) && isCount(to) && bounds.hasAsked(to),
  refuse: ({ exchange, to, code, why }, bounds) =>
    isCount(exchange) && isCount(to) && bounds.hasAsked(to) && isText(code) && isText(why),
  ready: () => true,
  end: ({ end, reason }) => isText(end) && isText(reason),
  fact: ({ fact }) => isObject(fact) && isText(fact['kind']),
};

/**
 * From a realm that strange code may have changed: `Object.prototype.toJSON` is enough to garble what it says. null when it is
 * not what a process says. Only the outline is checked, so that the order of time and the addresses hold; payloads and facts are
 * whatever their author says.
 */
export function readWindowResult(value: unknown, bounds: WindowBounds): WindowResult | null {
  if (!isObject(value)) return null;
  const { effects, nextWakeUs, room } = value;
  if (
    !Array.isArray(effects) ||
    !isCount(room) ||
    !(nextWakeUs === null || isTime(nextWakeUs, bounds.fromUs, Infinity))
  )
    return null;
  return effects.every((effect: unknown) => isEffect(effect, bounds)) ? (value as unknown as WindowResult) : null;
}

function isEffect(value: unknown, bounds: WindowBounds): boolean {
  if (!isObject(value) || !isTime(value['atUs'], bounds.fromUs, bounds.untilUs)) return false;
  const { kind } = value;
  return isText(kind) && Object.hasOwn(kinds, kind) && kinds[kind as InstanceEffect['kind']](value, bounds);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isTime = (value: unknown, fromUs: Micros, untilUs: Micros): boolean =>
  Number.isSafeInteger(value) && (value as number) >= fromUs && (value as number) <= untilUs;
