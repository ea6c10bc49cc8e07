import { expect, test } from 'vitest';
import { messageOf } from './batch.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test.each([
  ['plain text', 'u1', '{"id":"o1"}', 'plain'],
  ['text whose characters are not bytes', 'ключ', 'größer 🎈', 'ß'],
  ['an empty value', '', '', ''],
])('%s arrives as it was sent, byte for byte', (_what, key, value, header) => {
  const raw = { base64: Buffer.from([0xff, 0, 0xfe]).toString('base64') };
  const headers = [
    ['traceparent', traceparent],
    ['raw', raw],
    ['twice', header],
    ['twice', 'again'],
  ] as const;
  const message = messageOf({ key, value, timestampMs: 7, headers, offset: 3 });
  expect(message).toEqual({
    key: Buffer.from(key),
    value: Buffer.from(value),
    timestamp: '7',
    attributes: 0,
    offset: '3',
    headers: {
      traceparent: Buffer.from(traceparent),
      raw: Buffer.from([0xff, 0, 0xfe]),
      twice: [Buffer.from(header), Buffer.from('again')],
    },
  });
});

test('a record without key and value has neither', () => {
  const message = messageOf({ key: null, value: null, timestampMs: 0, headers: [], offset: 0 });
  expect([message.key, message.value, message.headers]).toEqual([null, null, {}]);
});
