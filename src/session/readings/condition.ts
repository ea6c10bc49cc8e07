import type { EngineFrame, ProcessState } from '../../../simulator/index.ts';

/** How a process is to those who look at it. One that hangs believes itself ready: only who broke it knows. */
export type Condition = ProcessState | 'hanging' | 'killed';

export interface ReplicaCondition {
  readonly name: string;
  readonly process: string;
  readonly services: readonly string[];
  readonly condition: Condition;
}

export function conditionsIn({ replicas, faults }: EngineFrame): ReplicaCondition[] {
  return replicas.map(({ name, process, services, state }) => {
    const isBroken = (verb: string): boolean =>
      faults.some((fault) => fault.verb === verb && (fault.target === process || fault.target === name));
    const condition =
      state === 'stopped' && isBroken('kill') ? 'killed' : state === 'ready' && isBroken('hang') ? 'hanging' : state;
    return { name, process, services, condition };
  });
}
