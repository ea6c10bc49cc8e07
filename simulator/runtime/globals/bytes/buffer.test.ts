import { Buffer as NodeBuffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atob, btoa } from '../web/base64.ts';
import { Buffer } from './buffer.ts';

const encodings = ['utf8', 'hex', 'base64', 'base64url', 'latin1', 'ascii', 'utf16le'] as const;

describe('Buffer does as the one of Node', () => {
  test('texts become the same bytes, and bytes the same texts, in every encoding', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.uint8Array({ maxLength: 20 }), (text, bytes) => {
        for (const encoding of encodings) {
          // What is no digit at all is skipped by both; beyond ASCII Node takes the low byte for one.
          const digits = /^(hex|base64)/.test(encoding) ? text.replace(/[^\x00-\x7f]/g, '') : text;
          expect([...Buffer.from(digits, encoding)]).toEqual([...NodeBuffer.from(digits, encoding)]);
          expect(Buffer.from(bytes).toString(encoding)).toBe(NodeBuffer.from(bytes).toString(encoding));
          expect(Buffer.byteLength(text, 'utf8')).toBe(NodeBuffer.byteLength(text, 'utf8'));
        }
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  test('from, concat, compare, search and JSON', () => {
    const both = (run: (B: typeof Buffer) => unknown): void =>
      expect(run(Buffer)).toEqual(run(NodeBuffer as unknown as typeof Buffer));
    both((B) => B.from([1, 2, 300]).toJSON());
    both((B) => B.from({ type: 'Buffer', data: [1, 2] }).toString('hex'));
    both((B) => B.from(new Uint8Array([1, 2, 3]).buffer, 1, 1).toString('hex'));
    both((B) => B.concat([B.from('ab'), B.from('cd')], 3).toString());
    both((B) => [
      B.compare(B.from('a'), B.from('b')),
      B.from('ab').equals(B.from('ab')),
      B.isBuffer(new Uint8Array(1)),
    ]);
    both((B) => [
      B.from('hello world').indexOf('wor'),
      B.from('aXa').indexOf(88),
      B.from('abc').includes('bd'),
      B.from('aa').indexOf('a', -1),
    ]);
    both((B) => B.alloc(5, 'ab').toString());
    both((B) => {
      const buffer = B.alloc(8);
      return [buffer.write('é', 1), buffer.write('ff00', 4, 'hex'), buffer.toString('hex')];
    });
    both((B) => {
      const buffer = B.from('abcdef');
      buffer.slice(1, 3).fill('x');
      return [buffer.toString(), buffer.subarray(2).toString(), buffer.toString('utf8', 1, 3)];
    });
    both((B) => {
      const target = B.alloc(3);
      return [B.from('abcdef').copy(target, 1, 2), target.toString('hex')];
    });
    expect(Buffer.from('x').subarray(0)).toBeInstanceOf(Buffer);
    expect(() => Buffer.from(5)).toThrow(expect.objectContaining({ code: 'ERR_INVALID_ARG_TYPE' }));
    expect(() => Buffer.from('x', 'klingon')).toThrow('Unknown encoding: klingon');
  });

  test('numbers are written and read at their place, and nowhere else', () => {
    type Numbers = Record<string, (...values: unknown[]) => unknown>;
    const cases: [string, unknown][] = [
      ['UInt8', 200],
      ['Int16LE', -2],
      ['UInt16BE', 65_000],
      ['UInt32LE', 4e9],
      ['Int32BE', -5],
      ['DoubleBE', 1.5],
      ['FloatLE', 0.25],
      ['BigInt64BE', -3n],
    ];
    for (const [name, value] of cases) {
      const ours = Buffer.alloc(12) as unknown as Numbers;
      const node = NodeBuffer.alloc(12) as unknown as Numbers;
      expect(ours[`write${name}`]!(value, 2)).toBe(node[`write${name}`]!(value, 2));
      expect((ours as unknown as Buffer).toString('hex')).toBe((node as unknown as NodeBuffer).toString('hex'));
      expect(ours[`read${name}`]!(2)).toBe(value);
      expect(() => ours[`read${name}`]!(12)).toThrow(expect.objectContaining({ code: 'ERR_OUT_OF_RANGE' }));
    }
  });
});

test('atob and btoa do as the native ones, errors included', () => {
  for (const text of ['', 'a', 'ab', 'abc', '\xff\x00']) expect(atob(btoa(text))).toBe(text);
  for (const text of ['YQ==', 'YQ', ' Y Q = = ', '']) expect(atob(text)).toBe(globalThis.atob(text));
  for (const text of ['Y', 'YQ=', '*', 'YQ===']) {
    expect(() => globalThis.atob(text)).toThrow(expect.objectContaining({ name: 'InvalidCharacterError' }));
    expect(() => atob(text)).toThrow(expect.objectContaining({ name: 'InvalidCharacterError' }));
  }
  expect(() => btoa('€')).toThrow(expect.objectContaining({ name: 'InvalidCharacterError' }));
});
