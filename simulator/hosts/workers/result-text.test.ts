import { describe, expect, test } from 'vitest';
import { RecurringHeard, RecurringSent } from './recurring.ts';
import { resultIn, resultText } from './result-text.ts';
import type { SpanFact } from '../../wire/facts.ts';
import type { InstanceEffect } from '../../wire/instance-events.ts';

const trace = { traceId: 'a1', spanId: 'b2' };

/** What comes out at the other end of one channel, message by message. */
function results() {
  const [sent, heard] = [new RecurringSent(), new RecurringHeard()];
  return (effects: readonly InstanceEffect[]) => {
    const text = resultText({ effects, nextWakeUs: null, room: 3 }, sent);
    return { text, result: resultIn(text, heard) };
  };
}

const span: SpanFact = {
  ...{ kind: 'span', service: 'orders', ...trace, parentSpanId: null, name: 'SELECT orders', spanKind: 'client' },
  ...{ startUs: 1, endUs: 2, ok: true, attributes: { 'db.namespace': 'orders-db' } },
};
const fact = (of: SpanFact): InstanceEffect => ({ kind: 'fact', atUs: 100, fact: of });
const query = (text: string): InstanceEffect => ({
  ...{ kind: 'call', atUs: 100, exchange: 1, service: 'orders', host: 'orders-db', protocol: 'sql' },
  ...{ payload: { kind: 'query', connection: 2, text, values: ['7', null] }, trace },
});

describe('a result, read again', () => {
  test.each<[string, InstanceEffect]>([
    ['a query', query('select 1')],
    ['a connection', { ...query(''), payload: { kind: 'connect', connection: 2 } } as InstanceEffect],
    ['a request', { ...query(''), protocol: 'http', payload: { path: '/' }, trace: null } as InstanceEffect],
    ['a payload of nothing', { ...query(''), payload: null } as InstanceEffect],
    ['a span', fact(span)],
    ['a span of a line', fact({ ...span, line: 'orders.ts:3', parentSpanId: 'c3' })],
    ['a span that failed', fact({ ...span, ok: false, error: 'no' })],
    ['a span with links', fact({ ...span, links: ['a/b'] })],
    ['an answer', { kind: 'answer', atUs: 100, to: 4, exchange: 1, payload: { status: 200 } }],
    ['an end', { kind: 'end', atUs: 100, end: 'exit', reason: 'it is done' }],
  ])('says the same of %s', (_what, effect) => {
    expect(results()([effect]).result).toEqual({ effects: [effect], nextWakeUs: null, room: 3 });
  });

  test('a statement crosses once, and so do attributes that nobody may change', () => {
    const said = results();
    const attributes = Object.freeze({ 'db.query.text': 'select 1' });
    const effects = [query('select 1'), fact({ ...span, attributes })];
    const both = [said(effects), said(effects)];
    expect(both.map(({ text }) => text.split('select 1').length - 1)).toEqual([2, 0]);
    expect(both[1]!.result).toEqual({ effects, nextWakeUs: null, room: 3 });
  });

  test('attributes that somebody may have changed cross each time', () => {
    const said = results();
    const attributes: Record<string, string> = { mood: 'good' };
    said([fact({ ...span, attributes })]);
    attributes['mood'] = 'bad';
    expect(said([fact({ ...span, attributes })]).result).toMatchObject({
      effects: [{ fact: { attributes: { mood: 'bad' } } }],
    });
  });

  test('whoever makes up a new statement each time is understood, and fills no memory', () => {
    const said = results();
    for (let number = 0; number < 1200; number++) said([query(`select ${number}`)]);
    const again = [said([query('select 499')]), said([query('select 500')])];
    expect(again.map(({ text }) => text.includes('select'))).toEqual([false, true]);
    expect(again.map(({ result }) => result)).toMatchObject([
      { effects: [{ payload: { text: 'select 499' } }] },
      { effects: [{ payload: { text: 'select 500' } }] },
    ]);
  });

  test.each([
    ['no JSON', 'evil'],
    ['nothing', 'null'],
    ['no effects', '{"effects":7}'],
    ['an effect of nothing', '{"effects":[null]}'],
    ['a part that was never said', '{"effects":[{"payload":{"kind":"query","text":7}}]}'],
    ['a part between two others', '{"effects":[{"fact":{"attributes":0.5}}]}'],
  ])('%s is nothing that a worker says', (_what, text) => {
    expect(resultIn(text, new RecurringHeard())).toBeNull();
  });
});
