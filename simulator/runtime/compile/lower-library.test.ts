import { createHmac, timingSafeEqual } from 'node:crypto';
import { createRequire } from 'node:module';
import { rolldown } from 'rolldown';
import { describe, expect, test } from 'vitest';
import { evaluateCommonJs } from './link/module-code.ts';
import { lowerLibrary } from './lower-library.ts';
import { evaluate, givenInstance, load, type TestInstance } from './testing/instance.ts';
import { VirtualClock } from './testing/virtual-clock.ts';

const require = createRequire(import.meta.url);
const ENTRY = '\0library';

/** One CommonJS text of a real library with all it needs, as the shelf holds it. */
async function bundled(entry: string): Promise<string> {
  const bundle = await rolldown({
    input: ENTRY,
    platform: 'browser',
    logLevel: 'silent',
    resolve: { alias: { events: require.resolve('events/'), 'node:events': require.resolve('events/') } },
    transform: { define: { 'process.env.NODE_ENV': '"production"' }, target: 'es2022' },
    plugins: [
      {
        name: 'library-entry',
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) => (id === ENTRY ? entry : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'cjs', exports: 'named', codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

interface Served {
  readonly instance: TestInstance;
  readonly clock: VirtualClock;
  readonly log: unknown[];
  /** Runs service code that imports the library. */
  run(source: string): void;
}

async function serving(name: string, entry: string): Promise<Served> {
  const lowered = lowerLibrary(await bundled(entry));
  if (!lowered.ok) throw new Error(JSON.stringify(lowered.errors));
  const instance = givenInstance();
  const clock = new VirtualClock(instance);
  const log: unknown[] = [];
  Object.assign(instance.globals, {
    log: (...values: unknown[]) => log.push(values.length === 1 ? values[0] : values),
  });
  return {
    instance,
    clock,
    log,
    run(source) {
      const library = evaluateCommonJs({ ...instance, evaluate }, { name, code: lowered.code }, (missing) => {
        throw new Error(`${name} asks for ${missing}`);
      });
      const { error, isSettled } = load(instance, { 'main.ts': source }, { [name]: library });
      expect(error).toBeUndefined();
      expect(isSettled).toBe(true);
    },
  };
}

describe('real libraries, bundled and lowered, run on an instance of their own', () => {
  test('hono routes, runs middleware around handlers, and answers errors', async () => {
    const { instance, log, run } = await serving(
      'hono',
      `export * from 'hono'; export { HTTPException } from 'hono/http-exception';`,
    );
    run(`import { Hono, HTTPException } from 'hono'
      const app = new Hono()
      app.use('*', async (c, next) => { log('before'); await next(); c.header('x-after', 'yes'); log('after ' + c.res.status) })
      app.get('/orders/:id', async (c) => { await 0; if (c.req.param('id') === '0') throw new HTTPException(422, { message: 'no such order' }); return c.json({ id: c.req.param('id'), q: c.req.query('q') }) })
      app.onError((error, c) => c.text(error.message, error instanceof HTTPException ? error.status : 500))
      const ask = async (path: string) => { const res = await app.fetch(new Request('http://x' + path)); log([res.status, res.headers.get('x-after')]); bodies.push(res) }
      const bodies: Response[] = []
      await ask('/orders/7?q=a'); await ask('/orders/0'); await ask('/none')
      log(bodies)`);
    const bodies = log.pop() as Response[];
    expect(log).toEqual([
      'before',
      'after 200',
      [200, 'yes'],
      'before',
      'after 422',
      [422, 'yes'],
      'before',
      'after 404',
      [404, 'yes'],
    ]);
    // Bodies of the engine's own Response are read on the engine's promises.
    expect(await Promise.all(bodies.map((body) => body.text()))).toEqual([
      '{"id":"7","q":"a"}',
      'no such order',
      '404 Not Found',
    ]);
    expect(instance.trouble).toEqual({ unhandled: [], uncaught: [], budget: [] });
  });

  test('opossum times out, opens, half-opens and closes in virtual time', async () => {
    const { clock, log, run } = await serving('opossum', `export { default } from 'opossum';`);
    run(`import CircuitBreaker from 'opossum'
      let isBroken = true
      const call = async (n: number) => { if (isBroken) await new Promise((resolve) => setTimeout(resolve, 5_000)); return 'answer ' + n }
      const breaker = new CircuitBreaker(call, { timeout: 100, errorThresholdPercentage: 50, resetTimeout: 1_000, volumeThreshold: 2, rollingCountTimeout: 10_000 })
      for (const event of ['timeout', 'open', 'halfOpen', 'close', 'reject']) breaker.on(event, () => log(event + ' at ' + Date.now()))
      const ask = (n: number) => breaker.fire(n).then(log, (error: { code: string }) => log(error.code))
      ask(1); ask(2)
      setTimeout(() => ask(3), 200)
      setTimeout(() => { isBroken = false; ask(4) }, 1_200)
      setTimeout(() => ask(5), 1_300)`);
    clock.advance(2_000);
    expect(log).toEqual([
      'timeout at 100',
      'ETIMEDOUT',
      'timeout at 100',
      'open at 100',
      'ETIMEDOUT',
      'reject at 200',
      'EOPENBREAKER',
      'halfOpen at 1100',
      'close at 1200',
      'answer 4',
      'answer 5',
    ]);
  });

  test('xstate runs a saga with promises, delays and compensation', async () => {
    const { clock, log, run } = await serving('xstate', `export * from 'xstate';`);
    run(`import { createActor, fromPromise, setup, waitFor } from 'xstate'
      const machine = setup({ actors: { pay: fromPromise(async ({ input }) => { await new Promise((r) => setTimeout(r, 50)); if (input.amount > 10) throw new Error('declined'); return 'paid' }) }, delays: { grace: 30 } })
        .createMachine({ initial: 'reserving', context: ({ input }) => input, states: {
          reserving: { after: { grace: 'paying' } },
          paying: { invoke: { src: 'pay', input: ({ context }) => context, onDone: 'done', onError: 'releasing' } },
          releasing: { after: { 20: 'cancelled' } }, done: { type: 'final' }, cancelled: { type: 'final' } } })
      const saga = async (amount: number) => { const actor = createActor(machine, { input: { amount } }); actor.subscribe((s) => log(amount + ' ' + s.value + ' ' + Date.now())); actor.start(); await waitFor(actor, (s) => s.status === 'done'); log(amount + ' over') }
      saga(5); saga(50)`);
    clock.advance(1_000);
    expect(log).toEqual([
      '5 reserving 0',
      '50 reserving 0',
      '5 paying 30',
      '50 paying 30',
      '5 done 80',
      '5 over',
      '50 releasing 80',
      '50 cancelled 100',
      '50 over',
    ]);
  });

  test('zod parses, refines asynchronously and tells what is wrong', async () => {
    const { log, run } = await serving('zod', `export * from 'zod';`);
    run(`import { z } from 'zod'
      const Order = z.object({ id: z.string().min(1), quantity: z.coerce.number().int().positive(), tags: z.array(z.enum(['a', 'b'])).default([]) })
      log(Order.parse({ id: 'x', quantity: '3' }))
      const result = Order.safeParse({ id: '', quantity: -1 }); log(result.error!.issues.map((issue) => issue.path.join('.')))
      const Free = z.string().refine(async (name) => { await 0; return name !== 'taken' }, 'taken').transform(async (name) => name.toUpperCase())
      log(await Free.parseAsync('free')); log((await Free.safeParseAsync('taken')).error!.issues[0]!.message)`);
    expect(log).toEqual([{ id: 'x', quantity: 3, tags: [] }, ['id', 'quantity'], 'FREE', 'taken']);
  });

  test('jose signs a token and tells a forged one', async () => {
    const { instance, log, run } = await serving('jose', `export { SignJWT, jwtVerify, decodeJwt } from 'jose';`);
    const hmac = (key: Uint8Array, data: Uint8Array): Uint8Array =>
      new Uint8Array(createHmac('sha256', key).update(data).digest());
    const own = instance.jobs.Promise;
    // HMAC of Node, behind the promises of the instance: the engine's own would settle outside of the turn.
    instance.globals['crypto'] = {
      subtle: {
        importKey: (_format: string, key: Uint8Array) => own.resolve(key),
        sign: (_algorithm: string, key: Uint8Array, data: Uint8Array) => own.resolve(hmac(key, data).buffer),
        verify: (_algorithm: string, key: Uint8Array, signature: Uint8Array, data: Uint8Array) =>
          own.resolve(timingSafeEqual(hmac(key, data), signature)),
      },
    };
    instance.globals['Date'] = Date;
    run(`import { SignJWT, jwtVerify, decodeJwt } from 'jose'
      const secret = new TextEncoder().encode('a secret of at least 32 characters')
      const token = await new SignJWT({ role: 'admin' }).setProtectedHeader({ alg: 'HS256' }).setSubject('u1').sign(secret)
      log(token); const { payload } = await jwtVerify(token, secret); log(payload); log(decodeJwt(token).sub)
      await jwtVerify(token.slice(0, -2) + 'xx', secret).catch((error) => log(error.code))
      await jwtVerify('nonsense', secret).catch((error) => log(error.code))`);
    const [token, ...others] = log as [string, ...unknown[]];
    const [header, payload, signature] = token.split('.');
    expect(signature).toBe(
      createHmac('sha256', 'a secret of at least 32 characters').update(`${header}.${payload}`).digest('base64url'),
    );
    expect(others).toEqual([
      { role: 'admin', sub: 'u1' },
      'u1',
      'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
      'ERR_JWS_INVALID',
    ]);
  });
});

test('functions that are made for each call share one body, which gets what is around them', () => {
  const lowered = lowerLibrary(
    'exports.f = (c) => { let n = 0; return g(1); async function g(a) { n = await a; return [c, n] } }',
  );
  expect(lowered).toMatchObject({ ok: true });
  const { code } = lowered as Extract<typeof lowered, { ok: true }>;
  expect(code).toMatch(/^const [^;]+;let async_g;exports/);
  expect(code).toContain('function*(a,__set_n,__get_n,c)');
  expect(code).toContain('(__p0,(__v)=>n=__v,()=>n,c)');
});

test.each([
  ['at the top of the file, where it is made once', 'async function f() { await g() }'],
  ['that takes `arguments` from around it', 'function f() { return async () => [...arguments] }'],
  ['that constructs what may change', 'function f(A) { A = g(A); return async () => new A() }'],
  ['of a class that is made for each call', 'function f() { return class { #x; async m() { return this.#x } } }'],
])('a function %s keeps its own body', (_where, source) => {
  const lowered = lowerLibrary(source);
  expect(lowered.ok && lowered.code).not.toMatch(/^const [^;]+;let async_\w+;function f\(.*function\*\([^)]/s);
  expect(lowered.ok && lowered.code).toMatch(/function\*/);
});
