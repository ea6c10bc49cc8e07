/** By what is found to be changed: statements that try to break others, or to catch what the engine has in hand. */
export const meddling: readonly (readonly [what: string, statements: string])[] = [
  ['Object.prototype', 'Object.prototype.then = function (done) { (globalThis.caught ??= []).push(this) }'],
  ['Object.prototype', `Object.prototype.toJSON = () => 'evil'`],
  [
    'Object.prototype',
    `for (const key of ['kind', 'atUs', 'effects', 'payload', 'node', 'spec', 'value', 'world', 'id', 'message', 'bridge', 'evaluate'])
  Object.defineProperty(Object.prototype, key, { set(value) { (globalThis.caught ??= []).push([this, value]) }, get() { return 'evil' }, configurable: true })`,
  ],
  ['Object.prototype', `Object.defineProperty(Object.prototype, '0', { set() { throw new Error('index') } })`],
  ['Array.prototype', `Object.setPrototypeOf(Array.prototype, new Proxy({}, { get() { throw new Error('trap') } }))`],
  ['Array.prototype.push', `Array.prototype.push = () => { throw new Error('no push') }`],
  ['Array.prototype[Symbol.iterator]', `Array.prototype[Symbol.iterator] = function* () { yield 'evil' }`],
  [
    'Array.prototype.find',
    `for (const name of ['map', 'filter', 'find', 'splice', 'slice']) Array.prototype[name] = () => []`,
  ],
  [
    'Map.prototype.get',
    `for (const name of ['get', 'set', 'has', 'values', 'keys']) Map.prototype[name] = () => undefined`,
  ],
  [
    'Function.prototype.apply',
    'Function.prototype.call = Function.prototype.apply = function (...values) { (globalThis.caught ??= []).push([this, values]) }',
  ],
  ['Reflect.apply', 'Reflect.apply = () => 1'],
  ['Object.hasOwn', `Object.keys = Object.entries = Object.hasOwn = () => { throw new Error('evil') }`],
  ['String.prototype.slice', `String.prototype.slice = String.prototype.split = () => 'evil'`],
  ['RegExp.prototype.exec', 'RegExp.prototype.exec = () => null'],
  ['Number.isInteger', 'Number.isSafeInteger = Number.isInteger = () => false'],
  [
    'every iterator.next',
    `const every = Object.getPrototypeOf(Object.getPrototypeOf((function* () {})())); every.next = () => ({ done: true })`,
  ],
  [
    'Array.prototype.push',
    `const { push } = Array.prototype; Array.prototype.push = function (...values) {
  if (values[0]?.kind === 'answer') Reflect.apply(push, this, [{ kind: 'answer', atUs: -5, to: 9999, exchange: 1 }, { kind: 'nonsense', atUs: 'x' }, null])
  return Reflect.apply(push, this, values)
}`,
  ],
  [
    'Array.prototype.push',
    `const { push } = Array.prototype; Array.prototype.push = function (...values) {
  if (values[0]?.kind === 'answer') values[0].atUs = NaN
  return Reflect.apply(push, this, values)
}`,
  ],
];

/** Habits of ordinary code. */
export const additions = `BigInt.prototype.toJSON = function () { return String(this) }
Array.prototype.last = function () { return this.at(-1) }
String.prototype.shout = function () { return this.toUpperCase() }
Error.stackTraceLimit = 50
Error.prepareStackTrace = (error, sites) => sites
JSON.parse = () => 'mine'; Math.random = () => 0.5; Date.now = () => 0; globalThis.fetch = null; console.log = () => {}`;
