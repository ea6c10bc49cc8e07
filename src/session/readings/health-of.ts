import type { Health } from '../../ui/signs/health.ts';
import type { Condition } from './condition.ts';

const healths: Readonly<Record<Condition, Health>> = {
  ready: 'ready',
  starting: 'starting',
  draining: 'leaving',
  stopped: 'down',
  crashed: 'down',
  killed: 'down',
  'waiting to restart': 'returning',
  hanging: 'hanging',
};

const words: Partial<Record<Condition, string>> = { 'waiting to restart': 'restarting' };

/** From the worst on: of several replicas the worst is told. */
const gravest: readonly Condition[] = [
  'killed',
  'crashed',
  'hanging',
  'waiting to restart',
  'stopped',
  'starting',
  'draining',
  'ready',
];

export interface HealthInWords {
  readonly health: Health;
  readonly word: string;
  readonly condition: Condition;
}

/** One that is ready and has more to do than it takes in hand says so. */
export function healthOf(conditions: readonly Condition[], queued: number): HealthInWords {
  const condition = gravest.find((each) => conditions.includes(each)) ?? 'stopped';
  if (condition === 'ready' && queued > 0) return { health: 'queueing', word: 'queueing', condition };
  return { health: healths[condition], word: words[condition] ?? condition, condition };
}
