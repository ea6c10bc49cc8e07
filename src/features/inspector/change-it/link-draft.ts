import type { EditedFields, MapLink } from '../../../../simulator/index.ts';

/** Policies of a link as somebody types them; nothing typed is none. */
export interface LinkDraft {
  readonly timeoutMs: string;
  readonly attempts: string;
  readonly backoffMs: string;
  readonly errorsPercent: string;
  readonly volume: string;
  readonly resetMs: string;
}

export type ReadDraft =
  | { readonly ok: false }
  | {
      readonly ok: true;
      readonly isChanged: boolean;
      /** As the fleet file writes them, and as the running fleet takes them. */
      readonly fields: EditedFields;
      readonly sizes: Readonly<Record<string, unknown>>;
    };

const text = (value: number | undefined): string => (value === undefined ? '' : String(value));

export function draftOf({ timeoutUs, retries, breaker }: MapLink): LinkDraft {
  return {
    timeoutMs: timeoutUs === null ? '' : text(timeoutUs / 1000),
    attempts: text(retries?.attempts),
    backoffMs: retries ? text(retries.backoffUs / 1000) : '',
    errorsPercent: breaker ? text(breaker.errorShare * 100) : '',
    volume: text(breaker?.volume),
    resetMs: breaker ? text(breaker.resetUs / 1000) : '',
  };
}

/** Only what differs from the link as it is. */
export function readDraft(draft: LinkDraft, link: MapLink): ReadDraft {
  const numbers = Object.values(draft).map(numberOf);
  if (numbers.some((number) => number !== null && !(Number.isFinite(number) && number >= 0))) return { ok: false };
  const before = draftOf(link);
  const differs = (...names: readonly (keyof LinkDraft)[]): boolean =>
    names.some((name) => draft[name] !== before[name]);
  const fields: Record<string, EditedFields[string]> = {};
  const sizes: Record<string, unknown> = {};
  if (differs('timeoutMs')) {
    const timeoutMs = numberOf(draft.timeoutMs);
    fields['timeout'] = timeoutMs === null ? null : `${timeoutMs}ms`;
    sizes['timeoutUs'] = timeoutMs === null ? null : microsOf(timeoutMs);
  }
  if (differs('attempts', 'backoffMs')) {
    const attempts = numberOf(draft.attempts);
    const backoffMs = numberOf(draft.backoffMs) ?? 100;
    const jitter = link.retries?.jitter ?? 'full';
    fields['retries'] = attempts === null ? null : { attempts, backoff: `${backoffMs}ms`, jitter };
    sizes['retries'] = attempts === null ? null : { attempts, backoffUs: microsOf(backoffMs), jitter };
  }
  if (differs('errorsPercent', 'volume', 'resetMs')) {
    const percent = numberOf(draft.errorsPercent);
    const volume = numberOf(draft.volume) ?? 10;
    const resetMs = numberOf(draft.resetMs) ?? 30_000;
    const windowUs = link.breaker?.windowUs ?? 10_000_000;
    const window = `${windowUs / 1000}ms`;
    fields['breaker'] = percent === null ? null : { errors: `${percent}%`, window, volume, reset: `${resetMs}ms` };
    sizes['breaker'] =
      percent === null ? null : { errorShare: percent / 100, windowUs, volume, resetUs: microsOf(resetMs) };
  }
  return { ok: true, isChanged: Object.keys(fields).length > 0, fields, sizes };
}

const microsOf = (ms: number): number => Math.round(ms * 1000);

function numberOf(typed: string): number | null {
  return typed.trim() === '' ? null : Number(typed.replace(',', '.'));
}
