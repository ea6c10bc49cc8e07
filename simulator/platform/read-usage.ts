import type { Usage } from './instance-port.ts';

const names = [
  'cpuBusyUs',
  'cores',
  'inHand',
  'queued',
  'queuedMost',
  'heapBytes',
  'heapLimitBytes',
] as const satisfies readonly (keyof Usage)[];

/** Text from a realm that strange code may have changed; null when it is not what a process says of itself. */
export function readUsage(text: string): Usage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const given = value as Readonly<Record<string, unknown>>;
  const isNumber = (name: string): boolean => typeof given[name] === 'number' && given[name] >= 0;
  return names.every(isNumber)
    ? (Object.fromEntries(names.map((name) => [name, given[name]])) as unknown as Usage)
    : null;
}
