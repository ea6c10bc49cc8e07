import { describe, expect, test } from 'vitest';
import { RecurringHeard, RecurringSent } from './recurring.ts';
import { resultIn, resultText } from './result-text.ts';
import { windowIn, windowText } from './window-text.ts';
import type { SpanFact } from '../../../wire/facts.ts';
import type { InstanceEffect, InstanceEvent } from '../../../wire/instance-events.ts';
import type { SqlField } from '../../../wire/sql-protocol.ts';

const trace = { traceId: 'a1', spanId: 'b2' };
const fields: SqlField[] = [{ name: 'id', tableId: 1, columnId: 1, typeId: 23, typeSize: 4, typeModifier: -1 }];
const rows = [['7'], [null]];

/** What comes out at the other end of one channel, message by message. */
function windows() {
  const [sent, heard] = [new RecurringSent(), new RecurringHeard()];
  return (events: readonly InstanceEvent[]) => {
    const text = windowText({ untilUs: 900, events }, sent);
    return { text, ...windowIn(JSON.parse(text), heard) };
  };
}

function results() {
  const [sent, heard] = [new RecurringSent(), new RecurringHeard()];
  return (effects: readonly InstanceEffect[]) => {
    const text = resultText({ effects, nextWakeUs: null, room: 3 }, sent);
    return { text, result: resultIn(text, heard) };
  };
}

const place = { atUs: 100, source: 4, sequence: 9 };
const rest = { code: null, why: '' };
const found = (of: SqlField[]): InstanceEvent => ({
  ...place,
  kind: 'answer',
  exchange: 1,
  payload: {
    kind: 'results',
    results: [{ command: 'SELECT', rowCount: 2, fields: of, rows }],
    error: null,
    transaction: 'I',
  },
});

describe('a window, read again', () => {
  test.each<[string, InstanceEvent]>([
    ['a call', { ...place, kind: 'call', from: 4, exchange: 1, payload: { method: 'GET' }, trace }],
    ['a call that nobody traces', { ...place, kind: 'call', from: 4, exchange: 1, payload: null, trace: null }],
    ['an answer', { ...place, kind: 'answer', exchange: 1, payload: { status: 200 } }],
    ['an answer of nothing', { ...place, kind: 'answer', exchange: 1, payload: null }],
    ['an answer of rows', found(fields)],
    ['an answer without columns', found([])],
    ['a failure', { ...place, kind: 'failure', exchange: 1, code: 'ECONNREFUSED', why: 'it is not running' }],
    ['a start', { ...place, kind: 'start', incarnation: 2, spec: null }],
  ])('says the same of %s', (_what, event) => {
    const { untilUs, events } = windows()([event]);
    expect(untilUs).toBe(900);
    const isList = event.kind === 'call' || event.kind === 'answer';
    expect(events).toEqual([isList ? { from: 4, trace: null, ...event, ...rest } : event]);
  });

  test('the columns of a statement cross once', () => {
    const window = windows();
    const texts = [fields, fields, fields].map((of) => window([found(of)]));
    expect(texts.map(({ text }) => text.includes('typeId'))).toEqual([true, false, false]);
    const said = texts.map(({ events }) => (events[0] as { payload: { results: { fields: unknown }[] } }).payload);
    expect(said[2]!.results[0]!.fields).toEqual(fields);
    expect(said[2]!.results[0]!.fields).toBe(said[0]!.results[0]!.fields);
  });
});

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
    ['no list', '{"effects":[],"nextWakeUs":null,"room":2}'],
    ['nothing', 'null'],
    ['no effects', '["evil",null,2]'],
    ['a part that was never said', JSON.stringify([[[2, 100, 1, 'orders', 'db', 2, 7, null, 'a1', 'b2']], null, 2])],
    ['a part between two others', JSON.stringify([[[2, 100, 1, 'orders', 'db', 2, 0.5, null, 'a1', 'b2']], null, 2])],
  ])('%s is nothing that a worker says', (_what, text) => {
    expect(resultIn(text, new RecurringHeard())).toBeNull();
  });
});
