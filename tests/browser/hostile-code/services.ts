import { gone, refused, unseen, virtual } from './routes.ts';
import { languageRoots, walkerSource } from './walker.ts';

/** Asks the hostile services one way out after another and logs what each got; also well-behaved, and under traffic. */
export const witness = `
import { Hono } from 'hono'
const app = new Hono()
app.get('/', (c) => c.text('fine'))
app.get('/ask/:service', async (c) => {
  const service = c.req.param('service')
  const { count } = await (await fetch('http://' + service + '/count')).json()
  for (let n = 0; n < count; n++) {
    const answer = await fetch('http://' + service + '/attempts/' + n)
    console.log(service + ' ' + await answer.text())
  }
  return c.text(String(count))
})
export default app
`;

/** Expressions become functions of a service; statements before the last value are allowed after a semicolon. */
function attempt(expression: string): string {
  const cut = expression.startsWith('class') ? expression.indexOf('; ') : -1;
  const [before, value] = cut < 0 ? ['', expression] : [expression.slice(0, cut + 1), expression.slice(cut + 2)];
  return `[${JSON.stringify(expression)}, async function () { ${before} return ${value.startsWith('await ') ? value : `(${value})`} }]`;
}

const common = (addresses: string, expressions: readonly string[]): string => `
${addresses}
const text = (value) => {
  if (typeof value === 'function') return 'function ' + value.name
  if (typeof value === 'object' && value !== null) return Object.prototype.toString.call(value)
  return String(value)
}
let seen
const attempts = [${expressions.map(attempt).join(',\n')}]
const outcome = async (run) => {
  const late = new Promise((done) => setTimeout(() => done('never settled'), 100))
  seen = undefined
  try {
    const value = await Promise.race([run(), late])
    return seen ? 'caller ' + seen.map(text).join() : text(value)
  }
  catch (error) { return 'threw ' + (error instanceof Error ? error.name + ': ' + error.message.split('\\n')[0] : typeof error) }
}
${walkerSource}
${languageRoots}
const engineObjects = async (request) => {
  const errors = {}
  for (const [name, run] of Object.entries({
    json: () => JSON.parse('{'), url: () => new URL('x'), clone: () => structuredClone(() => {}), deep: () => { const again = () => again(); again() },
    require: () => require('nothing'), bytes: () => new TextDecoder('x-nothing'), form: () => new Response('x').formData(),
    fetch: () => fetch('http://nowhere/'), abort: () => AbortSignal.abort().throwIfAborted(), assert: () => libraries.assert.equal(1, 2),
    import: () => import('nothing'), digest: () => crypto.subtle.digest('NO', new Uint8Array(1)), timer: () => setTimeout('x'),
    header: () => new Headers({ 'a b': 'c' }), random: () => crypto.getRandomValues(new Float32Array(1)), exit: () => process.chdir('/'),
  })) try { errors[name] = await run() } catch (error) { errors[name] = error }
  const pending = (async () => {})()
  return {
    errors, request, pending, reader: new Response('x').body?.getReader?.(), response: new Response('x'), headers: request.headers,
    generator: (function* () {})(), asyncGenerator: (async function* () {})(), date: new Date(), timer: setTimeout(() => {}, 1), immediate: setImmediate(() => {}),
    async: Array.fromAsync?.([1]), stack: globalThis.AsyncDisposableStack && new AsyncDisposableStack(), blob: new Blob(['x']), form: new FormData(),
    ...libraries, controller: new AbortController(), search: new URL('http://a/?b').searchParams,
    event: new Event('x'), buffer: Buffer.from('x'), matches: 'ab'.match(/(a)(?<n>b)/), groups: /(?<n>a)/d.exec('a'), iterator: globalThis.Iterator,
  }
}
const handler = {
  async fetch(request) {
    const { pathname } = new URL(request.url)
    if (pathname === '/own') return new Response('own')
    if (pathname === '/count') return Response.json({ count: attempts.length + 1 })
    const n = Number(pathname.split('/').at(-1))
    if (n < attempts.length) return new Response(attempts[n][0] + '\\t' + (await outcome(attempts[n][1])).slice(0, 200))
    // Harmless is what belongs to the language here, and is called as what belongs to it where nothing is hardened.
    const language = new Set([...walk(languageRoots(), []).natives].filter((native) => HARMLESS.has(native.name)))
    const walked = walk({ ...roots(), globalThis, module, exports, require, Error, ...(await engineObjects(request)) }, [], language)
    const found = [...walked.found].map(([name, path]) => name + ' at ' + path)
    return new Response('walk\\t' + JSON.stringify({ seen: walked.seen, found }))
  },
}`;

const expressions: readonly string[] = [...gone, ...refused, ...Object.keys(virtual)];

export interface Addresses {
  readonly canary: string;
  readonly app: string;
  /** Names of native functions that belong to the language. */
  readonly harmless: readonly string[];
}

function head(addresses: Addresses): string {
  return `const CANARY = ${JSON.stringify(addresses.canary)}, APP = ${JSON.stringify(addresses.app)}, HARMLESS = new Set(${JSON.stringify(addresses.harmless)})`;
}

/** An ES module: strict. */
export function strictService(addresses: Addresses): string {
  return `import * as hono from 'hono'
import * as express from 'express'
import * as events from 'events'
import * as util from 'util'
import * as crypto_ from 'crypto'
import * as assert from 'assert'
import * as timers from 'timers/promises'
const libraries = { hono, express, events, util, crypto_, assert, timers }
const STRICT = true
const roots = () => ({ meta: import.meta, self: this })
${common(head(addresses), expressions)}
export default handler`;
}

/** CommonJS: sloppy, with \`this\`, \`arguments.callee\` and callers. */
export function sloppyService(addresses: Addresses): string {
  return `var libraries = { hono: require('hono'), events: require('events'), util: require('util'), assert: require('assert'), pg: require('pg'), kafkajs: require('kafkajs') }
var STRICT = false
function callers() {
  const list = []
  let step = arguments.callee
  for (let n = 0; n < 20 && step; n++) {
    list.push(step)
    try { list.push(step.arguments) } catch {}
    try { step = step.caller } catch { step = null }
  }
  return list
}
var world = this
var fromStart = callers()
const roots = () => ({ callers: callers(), fromStart, world, whole: (function () { return this })(), callee: arguments.callee, list: arguments })
${common(head(addresses), [...expressions, ...unseen])}
module.exports = handler`;
}
