import type { Inspect } from '../console/inspect.ts';
import type { VirtualProcess } from './virtual-process.ts';

export interface Thrown {
  /** One line or more, the same in every engine: `TypeError: x is not a function`. */
  readonly text: string;
  readonly stack: string;
}

/** Whatever was thrown, in words. Never throws itself, however hostile the value is. */
export function describeThrown(inspect: Inspect, value: unknown): Thrown {
  const { text, stacks } = inspect(value);
  return { text, stack: stacks.join('\n') };
}

/** True where a listener of the service took the error, so that the process goes on; false where it must end. */
export function offerUncaught(process: VirtualProcess, error: unknown): boolean {
  return process.emit('uncaughtException', error, 'uncaughtException');
}

/** Node's default: a rejection nobody handles ends the process as an uncaught error, unless somebody listens. */
export function offerRejection(process: VirtualProcess, reason: unknown, promise: unknown): boolean {
  if (process.emit('unhandledRejection', reason, promise)) return true;
  return process.emit('uncaughtException', reason, 'unhandledRejection');
}
