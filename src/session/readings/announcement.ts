import type { EngineFrame } from '../../../simulator/index.ts';
import { changesBetween } from './changes-between.ts';

/** What is read out, and the failures that are waiting to be. */
export interface Announcement {
  readonly text: string;
  readonly unsaidFailures: number;
  readonly lastFailuresAtMs: number;
}

export const silent: Announcement = { text: '', unsaidFailures: 0, lastFailuresAtMs: -Infinity };

/** Failures come by the hundred: they are counted, and said at most this often. */
const failuresEveryMs = 5_000;

/** "payments crashed. 3 requests failed." Keeps the former text when there is nothing new. */
export function announced(before: Announcement, previous: EngineFrame, frame: EngineFrame, atMs: number): Announcement {
  const changes = changesBetween(previous, frame);
  const unsaidFailures = before.unsaidFailures + failuresIn(frame) - failuresIn(previous);
  const isTimeForFailures = unsaidFailures > 0 && atMs - before.lastFailuresAtMs >= failuresEveryMs;
  if (!isTimeForFailures) return { ...before, text: changes || before.text, unsaidFailures };
  const failures = `${unsaidFailures} ${unsaidFailures === 1 ? 'request' : 'requests'} failed.`;
  return { text: [changes, failures].filter(Boolean).join(' '), unsaidFailures: 0, lastFailuresAtMs: atMs };
}

function failuresIn(frame: EngineFrame): number {
  return frame.requests.reduce((sum, { failed }) => sum + failed, 0);
}
