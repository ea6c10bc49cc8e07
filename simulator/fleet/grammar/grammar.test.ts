import { describe, expect, test } from 'vitest';
import { parseArrivals } from './arrivals.ts';
import { parseDistribution } from './distribution.ts';
import { parseDuration, parseSignedDuration } from './duration.ts';
import { parseLinkKey } from './link-key.ts';
import { parseName, parseTopicName, upperSnake } from './names.ts';
import type { Parsed } from './parsed.ts';
import { parseRate } from './rate.ts';
import { parseRequestLine } from './request-line.ts';
import { parseShare } from './share.ts';
import { parseBandwidth, parseSize } from './size.ts';

function cases<T>(parse: (text: string) => Parsed<T>, accepted: Record<string, T>, refused: readonly string[]): void {
  test.each(Object.entries(accepted))('%s is understood', (text, value) => {
    expect(parse(text)).toEqual({ ok: true, value });
  });
  test.each(refused)('"%s" is refused', (text) => {
    expect(parse(text)).toMatchObject({ ok: false });
  });
}

describe('durations are whole microseconds', () => {
  cases(
    parseDuration,
    {
      '300us': 300,
      '5ms': 5000,
      '0.5ms': 500,
      '2s': 2_000_000,
      '1.000001s': 1_000_001,
      '1m': 60_000_000,
      '1.5h': 5_400_000_000,
      '0s': 0,
      '8760h': 31_536_000_000_000,
    },
    [
      '',
      '5',
      'ms',
      '-5ms',
      '+5ms',
      '0.5us',
      '1.0000001s',
      '8761h',
      '9999999999999999999h',
      '1e3ms',
      '.5ms',
      '5.ms',
      '5MS',
      '1s500ms',
      'NaN',
      'Infinityms',
      `${'9'.repeat(400)}s`,
    ],
  );
  cases(parseSignedDuration, { '5m': 300_000_000, '+5m': 300_000_000, '-5m': -300_000_000, '-0s': 0 }, [
    '--5m',
    '- 5m',
    '5',
  ]);

  test('what was probably meant is said', () => {
    const meant = (text: string): string | undefined => {
      const result = parseDuration(text);
      return result.ok ? undefined : /did you mean (.+)\?/.exec(result.expected)?.[1];
    };
    expect(['5 ms', '5', '2sec', '1 minute', '10µs', '.5s', '0,5s', 'soon'].map(meant)).toEqual([
      '5ms', '5ms', '2s', '1m', '10us', '0.5s', '0.5s', undefined,
    ]); // prettier-ignore
  });
});

describe('rates, shares and sizes', () => {
  cases(parseRate, { '20/s': 20, '90/m': 1.5, '3600/h': 1, '0/s': 0, '0.5/s': 0.5 }, [
    '20',
    '-1/s',
    '20/d',
    '1e9/s',
    '2000000/s',
    'NaN/s',
  ]);
  cases(parseShare, { '0%': 0, '50%': 0.5, '0.1%': 0.001, '100%': 1 }, [
    '50',
    '0.5',
    '101%',
    '100.1%',
    '-1%',
    'NaN%',
    '%',
    '1e1%',
  ]);
  cases(parseSize, { '1B': 1, '64KB': 65_536, '256MB': 2 ** 28, '1.5GB': 1.5 * 2 ** 30 }, [
    '256',
    '256mb',
    '-1MB',
    '0.5B',
    '2000GB',
    '1TB',
  ]);
  cases(parseBandwidth, { '10MB/s': 10 * 2 ** 20 }, ['10MB', '0MB/s', '10Mbit/s', '/s']);
});

describe('distributions', () => {
  cases(
    parseDistribution,
    {
      '5ms': { kind: 'constant', us: 5000 },
      '0.5ms..2ms': { kind: 'uniform', fromUs: 500, toUs: 2000 },
      '1ms .. 1ms': { kind: 'uniform', fromUs: 1000, toUs: 1000 },
      'exponential(5ms)': { kind: 'exponential', meanUs: 5000 },
      'normal(5ms, 0ms)': { kind: 'normal', meanUs: 5000, sdUs: 0 },
      'lognormal(20ms,8ms)': { kind: 'lognormal', meanUs: 20_000, sdUs: 8000 },
      'pareto( 1ms , 1.5 )': { kind: 'pareto', scaleUs: 1000, shape: 1.5 },
      'empirical(1ms: 50, 5ms: 45, 100ms: 5)': {
        kind: 'empirical',
        valuesUs: [1000, 5000, 100_000],
        weights: [50, 45, 5],
      },
    },
    [
      '2ms..1ms',
      '1ms..',
      '..1ms',
      '1ms..2ms..3ms',
      '1..2ms',
      'exponential()',
      'exponential(0ms)',
      'exponential(5)',
      'normal(5ms)',
      'normal(5ms, -1ms)',
      'lognormal(0ms, 1ms)',
      'pareto(1ms, 0)',
      'pareto(1ms, NaN)',
      'empirical()',
      'empirical(1ms)',
      'empirical(1ms: 0)',
      'empirical(1ms: 1: 2)',
      'gamma(1ms)',
      'constructor(1ms)',
      'normal((1ms), 2ms)',
    ],
  );
});

describe('arrivals', () => {
  cases(
    parseArrivals,
    {
      '20/s': { kind: 'constant', perSecond: 20 },
      'poisson(20/s)': { kind: 'poisson', perSecond: 20 },
      'ramp(0/s, 50/s, 30s)': { kind: 'ramp', fromPerSecond: 0, toPerSecond: 50, overUs: 30_000_000 },
      'spike(1/s, 9/s, 0s, 1s)': { kind: 'spike', basePerSecond: 1, peakPerSecond: 9, atUs: 0, forUs: 1_000_000 },
    },
    [
      '20',
      'poisson(20)',
      'poisson()',
      'ramp(1/s, 2/s)',
      'ramp(1/s, 2/s, 0s)',
      'spike(1/s, 2/s, 1s)',
      'toString()',
      'poison(20/s)',
    ],
  );
});

describe('names, links and requests', () => {
  cases(parseName, { a: 'a', 'orders-db2': 'orders-db2', ['a'.repeat(63)]: 'a'.repeat(63) }, [
    '',
    'A',
    '1a',
    '-a',
    'a_b',
    'a.b',
    'a b',
    'ä',
    'a\u0301',
    'a\u200bb',
    'a'.repeat(64),
  ]);
  cases(parseTopicName, { 'order.placed': 'order.placed', a_b: 'a_b' }, ['', '.a', 'Order', 'a/b', 'a'.repeat(250)]);
  cases(
    parseLinkKey,
    {
      'a -> b': { from: 'a', to: 'b' },
      'a->b': { from: 'a', to: 'b' },
      'a-1 -> *': { from: 'a-1', to: '*' },
      '* -> b': { from: '*', to: 'b' },
      default: { from: '*', to: '*' },
      '* -> *': { from: '*', to: '*' },
    },
    ['', 'a', 'a b', 'a -> ', '-> b', 'a → b', 'a => b', 'a -> b -> c', 'A -> b', 'a -> **'],
  );
  cases(
    parseRequestLine,
    {
      'POST /orders': { method: 'POST', path: '/orders' },
      'GET /a?b=${pick(1, 2)}': { method: 'GET', path: '/a?b=${pick(1, 2)}' },
    },
    ['/orders', 'GET', 'GET orders', 'get /orders', 'FETCH /', 'GET /a b', 'GET /a#b', 'GET http://x/', 'GET /${what}'],
  );

  test('a name in a variable', () => expect(upperSnake('orders-api')).toBe('ORDERS_API'));
});
