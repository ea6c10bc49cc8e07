import type { EngineFrame } from '../../../simulator/index.ts';
import { changesBetween } from './changes-between.ts';

/** What is read out, and the failures that are waiting to be. */
export interface Announcement {
  readonly text: string;
  /** What lately became of processes, the newest last. */
  readonly changes: readonly Change[];
  readonly unsaidFailures: number;
  readonly lastFailuresAtMs: number;
}

interface Change {
  readonly text: string;
  readonly atMs: number;
}

export const silent: Announcement = { text: '', changes: [], unsaidFailures: 0, lastFailuresAtMs: -Infinity };

/** What is taken back as soon as it is said is heard by nobody. */
const changesStayMs = 2_000;

/** Failures come by the hundred: they are counted, and said at most this often. */
const failuresEveryMs = 5_000;

/** "payments crashed. 3 requests failed." Keeps the former text when there is nothing new. */
export function announced(before: Announcement, previous: EngineFrame, frame: EngineFrame, atMs: number): Announcement {
  const change = changesBetween(previous, frame);
  const recent = before.changes.filter((each) => atMs - each.atMs < changesStayMs);
  const changes = change ? [...recent, { text: change, atMs }] : recent;
  const unsaidFailures = before.unsaidFailures + failuresIn(frame) - failuresIn(previous);
  const isTimeForFailures = unsaidFailures > 0 && atMs - before.lastFailuresAtMs >= failuresEveryMs;
  if (!isTimeForFailures) return { ...before, text: change ? said(changes) : before.text, changes, unsaidFailures };
  const failures = `${unsaidFailures} ${unsaidFailures === 1 ? 'request' : 'requests'} failed.`;
  return { text: said(changes, failures), changes, unsaidFailures: 0, lastFailuresAtMs: atMs };
}

function said(changes: readonly Change[], failures = ''): string {
  return [...changes.map(({ text }) => text), failures].filter(Boolean).join(' ');
}

function failuresIn(frame: EngineFrame): number {
  return frame.requests.reduce((sum, { failed }) => sum + failed, 0);
}
