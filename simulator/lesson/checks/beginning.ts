import { linkText } from '../../fleet/grammar/link-key.ts';
import type { ConditionSpec, MomentSpec, StateSubject } from './words/specification.ts';

/** What a check waits for before it begins: somebody who looks at a check that stays grey wants to know what to do. */
export function beginningText(after: MomentSpec | null, during: ConditionSpec | null): string {
  if (after !== null) return `begins ${momentText(after)}`;
  return during === null ? 'not begun yet' : `begins ${conditionText(during)}`;
}

function momentText(moment: MomentSpec): string {
  switch (moment.kind) {
    case 'any':
      return moment.of.map(momentText).join(' or ');
    case 'following':
      return momentText(moment.moment);
    case 'action':
      return `after ${doing[moment.verb] ?? `${moment.verb} on`} ${moment.target}`;
    case 'begins':
      return conditionText(moment.condition);
    case 'ends':
      return `when this is over: ${conditionText(moment.condition)}`;
  }
}

const doing: Readonly<Record<string, string>> = {
  deploy: 'a deploy of',
  scale: 'scaling',
  move: 'moving',
  merge: 'merging',
  restore: 'restoring',
  crashpoint: 'a crash point in',
};

function conditionText(condition: ConditionSpec): string {
  switch (condition.kind) {
    case 'all':
      return condition.of.map(conditionText).join(' and ');
    case 'fault':
      return `with ${condition.verb} on ${condition.target}`;
    case 'mode':
      return `with ${linkText(condition)} on ${condition.mode}`;
    case 'state':
      return `when ${subjectText(condition.subject)} is ${condition.state}`;
  }
}

function subjectText(subject: StateSubject): string {
  return subject.kind === 'process' ? subject.process : `the breaker of ${subject.service}`;
}
