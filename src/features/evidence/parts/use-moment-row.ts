import { useMoment } from '../../../session/use-session.ts';

/** Of rows that stand newest first: the first one that is not after the moment that is pointed at; -1 for none. */
export function useMomentRow(timesUs: readonly number[]): number {
  return useMoment(({ atUs }) => (atUs === null ? -1 : timesUs.findIndex((time) => time <= atUs)));
}
