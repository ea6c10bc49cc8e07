import type { EngineFrame } from '../../../simulator/index.ts';
import { conditionsIn } from './condition.ts';

/** What became of processes, to be read out: "payments crashed." Empty when nothing did. */
export function changesBetween(previous: EngineFrame, frame: EngineFrame): string {
  const before = new Map(conditionsIn(previous).map(({ name, condition }) => [name, condition]));
  const now = conditionsIn(frame);
  const namesByCondition = new Map<string, string[]>();
  for (const { name, process, condition } of now) {
    if (before.get(name) === condition) continue;
    const isAlone = now.filter((other) => other.process === process).length === 1;
    const names = namesByCondition.get(condition) ?? [];
    namesByCondition.set(condition, [...names, isAlone ? process : name]);
  }
  return [...namesByCondition].map(([condition, names]) => `${names.join(', ')} ${condition}.`).join(' ');
}
