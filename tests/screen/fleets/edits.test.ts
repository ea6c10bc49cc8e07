import { expect, test } from 'vitest';
import type { MapLink } from '../../../simulator/index.ts';
import { joinedBy } from '../../../src/features/canvas/joining/joined-by.ts';
import { draftOf, readDraft } from '../../../src/features/inspector/change-it/link-draft.ts';
import { monolith, shop } from '../canvas/fleets.ts';

test('a line that is drawn from a process means its service, and nothing where nothing can be connected', () => {
  const { map } = shop;
  expect(joinedBy(map, 'orders', 'payments')).toEqual({ from: 'orders', to: 'payments' });
  expect(joinedBy(map, 'orders', map.stores[0]!.name)).toEqual({ from: 'orders', to: map.stores[0]!.name });
  expect(joinedBy(map, 'orders', 'orders')).toBeNull();
  expect(joinedBy(map, 'orders', 'nobody')).toBeNull();
  expect(joinedBy(monolith.map, 'nobody', 'shop')).toBeNull();
});

const link = {
  timeoutUs: 500_000,
  retries: { attempts: 2, backoffUs: 50_000, jitter: 'none' },
  breaker: null,
} as unknown as MapLink;
const draft = draftOf(link);

test('policies of a link are typed in milliseconds, and what was not touched is not set', () => {
  expect(draft).toMatchObject({ timeoutMs: '500', attempts: '2', backoffMs: '50', errorsPercent: '' });
  expect(readDraft(draft, link)).toEqual({ ok: true, isChanged: false, fields: {}, sizes: {} });
});

test('what is typed is written as the fleet file has it, and set as the running fleet has it', () => {
  expect(readDraft({ ...draft, timeoutMs: '1,5', errorsPercent: '40' }, link)).toEqual({
    ok: true,
    isChanged: true,
    fields: { timeout: '1.5ms', breaker: { errors: '40%', window: '10000ms', volume: 10, reset: '30000ms' } },
    sizes: { timeoutUs: 1500, breaker: { errorShare: 0.4, windowUs: 10_000_000, volume: 10, resetUs: 30_000_000 } },
  });
});

test('an empty field takes the policy away; what is no number is not taken', () => {
  expect(readDraft({ ...draft, timeoutMs: '', attempts: ' ' }, link)).toMatchObject({
    fields: { timeout: null, retries: null },
    sizes: { timeoutUs: null, retries: null },
  });
  expect(readDraft({ ...draft, timeoutMs: 'soon' }, link)).toEqual({ ok: false });
  expect(readDraft({ ...draft, attempts: '-1' }, link)).toEqual({ ok: false });
});
