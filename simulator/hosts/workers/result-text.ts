import type { RecurringHeard, RecurringSent } from './recurring.ts';
import type { InstanceEffect, WindowResult } from '../../wire/instance-events.ts';

/** Of an effect what may recur: the text of a query, and attributes of spans that nobody may change. */
interface Said {
  readonly payload?: { readonly kind?: unknown; text: unknown } | null;
  readonly fact?: { attributes?: unknown } | null;
}

/** What a worker has computed, as text. */
export function resultText(result: WindowResult, sent: RecurringSent): string {
  return JSON.stringify({ ...result, effects: result.effects.map((effect) => said(effect, sent)) });
}

/**
 * Whatever that is: the text may come from a realm that strange code has changed. null where it is nothing that a worker says;
 * that times and addresses are right is for others to look at.
 */
export function resultIn(text: string, heard: RecurringHeard): unknown {
  try {
    const result = JSON.parse(text) as { readonly effects: readonly Said[] };
    for (const { payload, fact } of result.effects) {
      if (payload?.kind === 'query') payload.text = heard.part(payload.text);
      if (fact?.attributes !== undefined) fact.attributes = heard.part(fact.attributes);
    }
    return result;
  } catch {
    return null;
  }
}

function said(effect: InstanceEffect, sent: RecurringSent): object {
  const { payload, fact } = effect as Said;
  if (payload?.kind === 'query') return { ...effect, payload: { ...payload, text: sent.of(payload.text) } };
  if (!fact?.attributes || !Object.isFrozen(fact.attributes)) return effect;
  return { ...effect, fact: { ...fact, attributes: sent.of(fact.attributes) } };
}
