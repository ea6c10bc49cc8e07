import { factsOf } from '../reading/facts-of.ts';
import { groupedBy } from '../reading/grouped.ts';
import type { FactOf } from '../reading/facts-of.ts';
import type { Checker, Violation } from '../violation.ts';
import type { Micros } from '../../../wire/packet.ts';

/**
 * I2, for services that log what they do with their timers (`timer set 7 20`, `timer fired 7`, `timer cleared 7`): each that was
 * set fires once, at its very time, unless it is cleared before or its process dies; those of one time in the order they were set.
 */
export const timersAreExact: Checker = (record) => {
  const lines = factsOf(record, 'log').filter(({ message }) => message.startsWith('timer '));
  return [...groupedBy(lines, ({ node }) => node)].flatMap(([node, own]) => {
    const ends = factsOf(record, 'process').filter((fact) => fact.node === node && fact.end !== undefined);
    const livesBefore = (atUs: Micros): number => ends.filter((end) => end.atUs <= atUs).length;
    return [...groupedBy(own, ({ atUs }) => livesBefore(atUs))].flatMap(([life, ofLife]) =>
      violationsOf(ofLife, life === ends.length ? record.endUs : null),
    );
  });
};

/** What was due before `livedUntilUs` must have fired; of a process that died it is not known how far it came. */
function violationsOf(lines: readonly FactOf<'log'>[], livedUntilUs: Micros | null): Violation[] {
  const violations: Violation[] = [];
  const report = (text: string, witness: unknown): void => void violations.push({ id: 'I2', text, witness });
  /** When each is due, in the order they were set. */
  const pending = new Map<string, Micros>();
  for (const line of lines) {
    const [, what, id = '', delayMs] = line.message.split(' ');
    if (what === 'set') {
      pending.set(id, line.atUs + Number(delayMs) * 1000);
      continue;
    }
    const dueUs = pending.get(id);
    const [firstDue] = [...pending].find(([, otherUs]) => otherUs === dueUs) ?? [];
    pending.delete(id);
    if (what === 'cleared') continue;
    if (dueUs === undefined) report(`timer ${id} fired and was not set, or no more`, line);
    else if (dueUs !== line.atUs) report(`timer ${id} was due at ${dueUs} us`, line);
    else if (firstDue !== id) report(`timer ${id} fired before ${firstDue}, which was set for the same time`, line);
  }
  for (const [id, dueUs] of pending)
    if (livedUntilUs !== null && dueUs < livedUntilUs) report(`timer ${id} was due at ${dueUs} us and never fired`, id);
  return violations;
}
