/** Scripts that log what they see. Each runs on the engine and lowered, and must log the same. */
export const functionCases: Readonly<Record<string, string>> = {
  'an async method knows this, in a class, static, private, computed, and in an object': `
    const key = 'computed';
    class Counter {
      #count = 1;
      static total = 10;
      async add(by) { await 0; this.#count += by; return this.#count }
      async #hidden() { await 0; return this.#count }
      static async all() { await 0; return this.total }
      static async #secret() { return this.total + 1 }
      static reveal() { return this.#secret() }
      async [key]() { await 0; return this.#hidden() }
      async 'with text'() { return 'text' }
      async 12() { return 'number' }
      arrow = async () => { await 0; return this.#count };
      static later = Counter.all();
    }
    const object = { n: 5, async get() { await 0; return this.n }, async ['a' + 'b']() { return this.n }, inner: async function () { return this.n } };
    (async () => {
      const c = new Counter();
      log(await c.add(2), await c.computed(), await Counter.all(), await Counter.reveal(), await c['with text'](), await c[12](), await c.arrow.call(null), await Counter.later);
      log(await object.get(), await object.ab(), await object.inner());
    })();`,
  'a field named like a modifier stands before an async method': `
    class A { get = 3
      async m() { return 1 }
      static async
      async set() { return 2 }
      static = 4
      async async() { return 5 }
      static async static() { return 6 }
    }
    const a = new A(); a.m().then(log); a.set().then(log); a.async().then(log); A.static().then(log); log(a.get, a.static, 'async' in A);`,
  'arguments are those of the nearest plain function': `
    async function own(a) { a = 9; await 0; return [...arguments] }
    function outer() { return (async (x) => { await 0; return [x, ...arguments, (() => arguments.length)()] })('x') }
    function deep() { return (async () => (async () => { await 0; return { arguments } })())() }
    const object = { async m() { await 0; return (async () => arguments[1])() } };
    own(1, 2, 3).then((v) => log(v)); outer(4, 5).then((v) => log(v)); deep(6).then((v) => log(v.arguments.length, v.arguments[0])); object.m(7, 8).then(log);`,
  'new.target is that of the nearest plain function': `
    function Made() { this.ready = (async () => { await 0; return new.target === Made })() }
    new Made().ready.then(log); 
    async function plain() { await 0; return new.target }
    plain().then((v) => log('plain', v));
    class Base { constructor() { this.kind = (async () => new.target.name)() } } class Sub extends Base {}
    new Sub().kind.then(log);`,
  'super works in async methods of classes and objects, and in async arrow functions inside': `
    class Base { x = 1; value() { return 'base' + this.x } static make() { return 'made' + this.name } get got() { return 'got' + this.x } async later(v) { await 0; return v + this.x } }
    class Derived extends Base {
      x = 2;
      value() { return 'derived' }
      async method() { await 0; return super.value() + super.got + super['value']() }
      static async make() { await 0; return super.make() }
      plain() { return (async () => { await 0; return super.value() })() }
      field = async () => super.value();
      async later(v) { return 'd' + await super.later(v) }
      async set() { super.written = 3; await 0; return this.written }
      async *values() { yield super.value(); yield* [super.got] }
    }
    const parent = { hello() { return 'hello ' + this.name } };
    const child = { name: 'child', async hello() { await 0; return super.hello() + '!' } };
    Object.setPrototypeOf(child, parent);
    (async () => {
      const d = new Derived();
      log(await d.method(), await Derived.make(), await d.plain(), await d.field(), await d.later('v'), await d.set());
      for await (const v of d.values()) log(v);
      log(await child.hello());
      Object.setPrototypeOf(child, { hello() { return 'new ' + this.name } });
      log(await child.hello());
    })();`,
  'names and lengths are those of the source': `
    async function declared(a, b = 1, c) {}
    const arrow = async (a, ...rest) => {};
    const expression = async function () {};
    const named = async function inner(a) { return inner.name };
    const object = { method: async () => {}, async short(a, b) {}, ['com' + 'puted']: async (x) => x, async *gen({ a }, [b]) {} };
    class C { async m(a, b, ...c) {} static async s() {} field = async (x) => x; async #p(x) {} p() { return this.#p } }
    let { destructured = async (q) => {} } = {};
    let assigned; assigned = async (a) => {};
    const [inArray = async () => {}] = [];
    for (const f of [declared, arrow, expression, named, object.method, object.short, object.computed, object.gen, C.prototype.m, C.s, new C().field, new C().p(), destructured, assigned, inArray, async () => {}])
      log(JSON.stringify(f.name), f.length);
    named().then(log);
    ((a, f = async () => a, g = async function () { return a }, C = class { async m() { return a } }, { h = async () => a } = {}) => log(f.name, g.name, C.name, h.name))(1);
    log(Object.getOwnPropertyNames(C.prototype).join(), typeof object.short.prototype, typeof arrow.prototype);`,
  'a default or a pattern that throws rejects the promise': `
    const fail = (m) => { throw new Error(m) };
    async function a(x = fail('a')) { log('never') }
    const b = async ({ x }) => log('never');
    const o = { async m([x]) {}, async n(x = fail('n'), ...r) {} };
    class C { static async s({ y: { z } } = {}) {} }
    for (const run of [() => a(), () => b(), () => o.m(), () => o.n(), () => C.s()]) {
      try { run().catch((e) => log('rejected', e.constructor.name)); log('returned') } catch (e) { log('threw') }
    }
    async function* g(x = fail('g')) {}
    try { g(); log('returned') } catch (e) { log('threw', e.message) }
    function* plain(x = fail('plain')) {}
    try { plain() } catch (e) { log('threw', e.message) }`,
  'parameters: defaults see those before them, and undefined asks for them': `
    async function f(a, b = a + 1, { c, ...d } = { c: b, e: 5 }, [g = async () => c] = [], ...rest) { await 0; return [a, b, c, d.e, await g(), rest.length] }
    f(1).then((v) => log(v)); f(1, undefined, { c: 3 }, [async () => 4], 5, 6).then((v) => log(v));
    const closure = async (a, get = () => a) => { var a = 2; return [a, get()] };
    closure(1).then((v) => log(v));
    const perCall = (a, f = async () => a) => f;
    const one = perCall(1), two = perCall(2);
    two().then(log); one().then(log);
    function objects(a, o = { async m() { return a }, async *g() { yield a } }) { return o }
    const [o1, o2] = [objects('x'), objects('y')]; o1.m().then(log); o2.m().then(log); o2.g().next().then((r) => log(r.value)); o1.g().next().then((r) => log(r.value));`,
  'functions are hoisted, with the last of two winning': `
    early().then(log); twice().then(log);
    { inBlock().then(log); async function inBlock() { await 0; return 'block' } }
    async function early() { await 0; return 'early' }
    async function twice() { return 1 } async function twice() { return 2 }
    (function () { return local(); async function local() { return log('local') } })();
    (function () { 'use strict'; switch (1) { case 0: async function inSwitch() { return 'switch' } case 1: inSwitch().then(log) } })();
    { async function inBlock2() {} async function* items() { yield 1 } items().next().then((r) => log(r.value)) } log(typeof inBlock2);`,
  'every evaluation of a function closes over its own variables': `
    const all = [];
    for (let i = 0; i < 3; i++) all.push(async () => i);
    for (const x of ['a', 'b']) { all.push(async function () { return x }); async function own() { return x + x } all.push(own) }
    let n = 0; while (n < 2) { const m = n++; all.push(async () => m) }
    for (const x of [1, 2]) all.push(async () => x);
    for (const f of (() => [7, 8].map((v) => async () => v))()) all.push(f);
    const curry = (a) => (b) => async (c) => a + b + c;
    all.push(curry(1)(2).bind(null, 3), curry(10)(20).bind(null, 30));
    const classes = [1, 2].map((v) => class { async m() { return v } static async s() { return v } });
    for (const C of classes) all.push(() => new C().m(), () => C.s());
    for (let i = 0, get = async () => i; i < 2; i++) all.push(get);
    try { throw 'thrown' } catch (e) { all.push(async () => e) }
    switch (1) { case 1: let s = 'in switch'; all.push(async () => s) }
    (async () => { for (const f of all) log(await f()) })();`,
  'an async function is not a constructor of its result, and nothing of it leaks into the body': `
    async function f() { return typeof async_f }
    f().then(log);
    const async_g = 1; async function g() { return async_g } g().then(log);
    const __run = 'mine'; f().then(() => log(__run));`,
  'directives and sloppy this': `
    function sloppy() { return (async () => { await 0; return typeof this })() }
    async function direct() { await 0; return this === undefined ? 'undefined' : typeof this }
    async function strict() { 'use strict'; await 0; return this === undefined }
    sloppy.call(5).then(log); direct.call(7).then(log); strict().then(log); direct().then(log);`,
};

export const awaitCases: Readonly<Record<string, string>> = {
  'await stands wherever an expression may': `
    const v = async (x) => x, f = async (x) => x;
    const object = { m: (x) => x * 2, n: 3 };
    async function all() {
      log(await v(1) + await v(2) * -await v(3), !await v(0), typeof await v(''), void await v(1), (await v(object)).n, (await v(object))['n'], await v(object).n);
      log(await v(1) ? await v('yes') : await v('no'), await v(null) ?? await v('default'), await v(0) || await v('or'), await v(1) && await v('and'));
      log([await v(1), ...await v([2, 3])], { a: await v(4), [await v('k')]: 5, ...await v({ s: 6 }) }, \`t\${await v(7)}\`);
      log(object[await v('n')], await object.m(await v(4)), (await v(object.m))(5), new (await v(Array))(3).length, await v(1) in [0, 1], await v([]) instanceof Array);
      log(await await v(v(8)), await (await v(f))(9), (await v(1), await v(2)), (-(await v(3))) ** 2, 2 ** await v(3), (await v(3)) ** await v(2));
      let x = await v(1); x += await v(2); x **= await v(2); log(x); x = await v(1) + x; log(x);
      const { a = await v('d'), [await v('b')]: b } = { b: await v('B') }; log(a, b);
      if (await v(true)) log('if'); else log('else');
      if (await v(false)) log('if'); else await log('else');
      for (let i = await v(0); i < await v(2); i += await v(1)) log('for', i);
      for (const q of await v([1, 2])) await log('of', q);
      for (const q in await v({ k: 1 })) log('in', q);
      let n = 0; while (await v(n++ < 2)) await log('while', n); do n--; while (await v(n > 0));
      switch (await v(2)) { case await v(1): log('one'); case await v(2): log('two'); break; default: log('none') }
      try { throw await v(new Error('thrown')) } catch ({ message = await v('never') }) { log(message) } finally { await log('finally') }
      label: { await 0; break label }
      const tag = (s, ...values) => values; log(tag\`\${await v(1)} \${await v(2)}\`, (await v(tag))\`x\${3}\`);
      log((await v(object))?.n, await v(null)?.x, (await v(null))?.x.y, delete (await v({ z: 1 })).z, await v(object)
        .n);
      log(await
        v('newline'), await /re/g.source, await [1][0], await function () { return 1 }.name, await (() => 5)());
      class K extends (await v(Object)) { [await v('key')]() { return 'K' } static s = 1 } log(new K().key());
      const fn = (await v(1), () => 6); log(fn());
      await v(1)
      ;[1].forEach((y) => log(y))
      const noSemicolon = await v(1)
      log(noSemicolon)
      await v(2) || log('or')
      var z = (await v(1));
      return await v('end')
    }
    all().then(log, (e) => log('rejected', e.message));`,
  'a value that is no promise, a thenable, and a thenable that throws': `
    (async () => {
      log(await 1, await undefined, await { then: 5 }, await { then(r) { r('thenable') } });
      for (const bad of [{ then() { throw new Error('in then') } }, { get then() { throw new Error('getter') } }, Promise.reject(new Error('rejected'))]) try { await bad } catch (e) { log(e.message) }
      const odd = Promise.resolve(1); Object.defineProperty(odd, 'constructor', { get() { throw new Error('constructor') } });
      try { await odd } catch (e) { log(e.message) }
      class Sub extends Promise {} log(await Sub.resolve(2), Sub.resolve(1) instanceof Sub, Sub.resolve(1).then() instanceof Sub);
    })();`,
  'return value: promises and thenables are unwrapped, in their own time': `
    const order = (name, p) => p.then((v) => log(name, v), (e) => log(name, 'failed', e.message));
    order('plain', (async () => 1)()); order('promise', (async () => Promise.resolve(2))()); order('awaited', (async () => await Promise.resolve(3))());
    order('thenable', (async () => ({ then(r) { r(4) } }))()); order('rejected', (async () => Promise.reject(new Error('5')))()); order('resolve', new Promise((r) => r(Promise.resolve(6))));
    Promise.resolve().then(() => log(1)).then(() => log(2)).then(() => log(3)).then(() => log(4)).then(() => log(5));`,
  'try, catch and finally around awaits': `
    async function f(kind) {
      try { log('try'); await 0; if (kind === 'throw') throw new Error('t'); if (kind === 'return') return 'from try'; if (kind === 'reject') await Promise.reject(new Error('r')) }
      catch (e) { log('catch', e.message); await 0; if (kind === 'reject') throw new Error('again') }
      finally { await 0; log('finally'); if (kind === 'override') return 'from finally' }
      return 'end'
    }
    (async () => { for (const kind of ['none', 'throw', 'return', 'reject', 'override']) log(await f(kind).catch((e) => e.message)) })();`,
  'labelled break and continue through awaits': `
    (async () => {
      outer: for (const a of [1, 2, 3]) { for (const b of [1, 2, 3]) { await 0; if (b === 2) continue outer; if (a === 3) break outer; log(a, b) } }
      block: { await 0; if (true) break block; log('never') }
      loop: do { await 0; continue loop } while (false); log('done')
    })();`,
};
