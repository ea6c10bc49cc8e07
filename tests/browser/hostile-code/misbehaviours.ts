/** A service that does this for every request. */
const handling = (statements: string): string => `
import { Hono } from 'hono'
import { EventEmitter } from 'events'
const app = new Hono()
app.get('/', async (c) => { ${statements}; return c.text('odd') })
export default app`;

/** Ended by a budget, at the same step everywhere. */
export const runaway: readonly (readonly [title: string, code: string, reason: string])[] = [
  ['an endless loop', 'while (true) {}', 'ran 20 000 000 loop turns without letting time pass'],
  [
    'a loop that catches all',
    'for (;;) try { for (;;); } catch {}',
    'ran 20 000 000 loop turns without letting time pass',
  ],
  [
    'a flood of promise jobs',
    'await new Promise(() => { (function again() { Promise.resolve().then(again) })() })',
    'ran 1 000 000 promise jobs without letting time pass',
  ],
  ['an endless await', 'for (;;) await null', 'ran 1 000 000 promise jobs without letting time pass'],
  [
    'ever more timers of no time',
    '(function again() { setTimeout(again, 0); setTimeout(again, 0) })()',
    '200000 timers are pending at once',
  ],
  [
    'endless immediates',
    '(function again() { setImmediate(again) })()',
    '100000 turns at one moment: time cannot pass',
  ],
  [
    'ten thousand intervals of no time',
    'for (let n = 0; n < 10000; n++) setInterval(() => {}, 0)',
    '1000000 turns within a second',
  ],
].map(([title, statements, reason]) => [title!, handling(statements!), reason!] as const);

/** No loop of its own code is in them, or real memory is used up sooner than a budget. */
export const endless: readonly (readonly [title: string, code: string])[] = [
  ['a regular expression that backtracks for ever', `/(a+)+$/.test('a'.repeat(40) + 'b')`],
  [
    'an endless loop inside a library',
    `const events = new EventEmitter(); events.on('x', (more) => { for (const n of more) events.emit('y', n) }); events.emit('x', { [Symbol.iterator]: () => ({ next: () => ({ done: /(a+)+$/.test('a'.repeat(40) + 'b') }) }) })`,
  ],
  [
    'an endless list for a built-in function',
    'Array.from({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }) }) })',
  ],
  ['numbers that grow for ever', 'let n = 3n; for (;;) n = n * n'],
  ['a bomb of big texts', `const kept = []; for (let n = 0; ; n++) kept.push(('x' + n).repeat(100000))`],
  // Not faster than that: a page of several gigabytes may be ended by the browser before its worker is by the watchdog.
  [
    'a bomb of big arrays',
    'const kept = []; for (;;) kept.push(Array.from({ length: 1e5 }, (_, index) => index + 0.5))',
  ],
].map(([title, statements]) => [title!, handling(statements!)] as const);

/** Caught by the service's own server, which answers 500; the message is in the log. */
export const failing: readonly (readonly [title: string, code: string, message: string])[] = [
  ['endless recursion', 'const again = () => again() + 1; again()', 'RangeError: Maximum call stack size exceeded'],
  ['a text that doubles', `let text = 'x'; for (;;) text += text`, 'RangeError: Invalid string length'],
  ['a body of 50 MB', `return c.text('x'.repeat(50 * 1024 * 1024))`, 'bodies of at most 10.0 MB'],
  ['an object in a circle', 'const ring = {}; ring.ring = ring; return c.json(ring)', 'Converting circular structure'],
  ['a promise that never settles', 'await new Promise(() => {})', 'no answer within 500 ms'],
  ['throwing a text', `throw 'just a text'`, 'just a text'],
  [
    'throwing a proxy with traps',
    'throw new Proxy({}, { get() { throw 1 }, has() { throw 1 }, ownKeys() { throw 1 }, getPrototypeOf() { throw 1 } })',
    'answered 500',
  ],
].map(([title, statements, message]) => [title!, handling(statements!), message!] as const);

export interface Unstartable {
  readonly title: string;
  readonly code: string;
  readonly reason: RegExp;
  readonly line?: string;
}
export const unstartable: readonly Unstartable[] = [
  {
    title: 'code that is no JavaScript',
    code: `const app = {}\n\nconst = 1\nexport default app`,
    reason: /^services\/odd\.ts:3:7 /,
  },
  {
    title: 'an error at import',
    code: `interface Config { url: string }\nconst config = null as Config | null\n\nconsole.log(config.url)`,
    reason: /TypeError: Cannot read properties of null/,
    line: 'services/odd.ts:4',
  },
  {
    title: 'an import that is not on the shelf',
    code: `import left from 'left-pad'\nexport default left`,
    reason: /left-pad.*services\/odd\.ts:1:18.*the shelf has: .*express, .*hono, .*kafkajs, .*pg, /,
  },
  {
    title: 'the engine’s own door',
    code: `import { bridge } from 'flotilla:bridge'\nexport default bridge`,
    reason: /not on the shelf/,
  },
];
