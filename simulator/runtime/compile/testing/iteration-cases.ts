/** More scripts like those of `function-cases.ts`. */
export const iterationCases: Readonly<Record<string, string>> = {
  'for await: over promises, async and sync iterators, with every kind of head': `
    async function* numbers(n) { try { for (let i = 0; i < n; i++) { await 0; yield i } } finally { log('closed') } }
    (async () => {
      for await (const x of numbers(2)) log(x);
      for await (let { a, b = 2 } of [{ a: 1 }, Promise.resolve({ a: 3, b: 4 })]) { a++; log(a, b) }
      for await (var [v] of [[1], [2]]) log(v); log(v);
      const o = {}; for await (o.x of [5, 6]) log(o.x);
      let y; for await (y of new Set([7])) log(y);
      for await (const x of numbers(5)) { if (x === 1) continue; if (x === 3) break; log('body', x) }
      outer: for await (const x of numbers(3)) for await (const z of numbers(3)) { if (z === 1) continue outer; log(x, z) }
      outer2: for (const x of [1, 2]) for await (const z of numbers(3)) { if (z === 1) continue outer2; if (x === 2) break outer2; log(x, z) }
      for await (const x of (0, numbers(1))) log('sequence', x);
      for await (const x of numbers(2)) switch (x) { case 0: continue; default: log('switch', x) }
      const fs = []; for await (const x of [1, 2]) fs.push(async () => x); log(await fs[0](), await fs[1]());
      const early = async () => { for await (const x of numbers(3)) return 'returned ' + x }; log(await early());
      try { for await (const x of numbers(3)) throw new Error('body') } catch (e) { log(e.message) }
      try { for await (const { x } of [null]) log('never') } catch (e) { log(e.constructor.name) }
      try { for await (const x of 5) log('never') } catch (e) { log(e.constructor.name) }
      try { for await (const x of [Promise.reject(new Error('element'))]) log('never') } catch (e) { log(e.message) }
      const closing = (close) => ({ [Symbol.asyncIterator]() { return { next: async () => ({ value: 1, done: false }), return: close } } });
      try { for await (const x of closing(async () => { throw new Error('in return') })) break } catch (e) { log(e.message) }
      try { for await (const x of closing(async () => { throw new Error('in return') })) throw new Error('wins') } catch (e) { log(e.message) }
      try { for await (const x of closing(() => 5)) break } catch (e) { log(e.constructor.name) }
      try { for await (const x of closing(() => { throw new Error('at once') })) break } catch (e) { log(e.message) }
      for await (const x of closing(undefined)) break;
      for await (const x of closing(() => ({}))) { log('before'); break }
      if (true) for await (const x of [9]) log('no block', x); else log('never');
    })();`,
  'async generators: requests queue, and every way to end them': `
    async function* g() { try { const a = yield 1; log('got', a); const b = yield Promise.resolve(2); log('got', b); return Promise.resolve(3) } catch (e) { log('caught', e); yield 'after' } finally { log('finally'); await 0 } }
    const show = (name, p) => p.then((r) => log(name, r.value, r.done), (e) => log(name, 'failed', e));
    const a = g(); show('a1', a.next('lost')); show('a2', a.next('x')); show('a3', a.next('y')); show('a4', a.next()); show('a5', a.return('r'));
    const b = g(); show('b1', b.next()); show('b2', b.throw('t')); show('b3', b.return('r')); show('b4', b.next());
    const c = g(); show('c1', c.return(Promise.resolve('early'))); show('c2', c.next()); show('c3', c.throw('late'));
    const d = g(); show('d1', d.throw('first')); show('d2', d.next());
    const e = g(); show('e1', e.next()); show('e2', e.return(Promise.reject('no'))); show('e3', e.next());
    const f = (async function* () { yield Promise.reject('inside') })(); show('f1', f.next()); show('f2', f.next());
    const h = (async function* () { try { yield 1 } finally { yield 2; return 4 } })(); show('h1', h.next()); show('h2', h.return(9)); show('h3', h.next()); show('h4', h.next());
    log(Object.prototype.toString.call(a), a[Symbol.asyncIterator]() === a, typeof a.next);`,
  'yield* of async, sync and hand-made iterators': `
    const show = (name, p) => p.then((r) => log(name, r.value, r.done), (e) => log(name, 'failed', String(e)));
    async function* inner() { try { log('in', yield 1); log('in', yield 2); return 'inner result' } finally { log('inner finally'); await 0 } }
    async function* outer() { try { log('result', yield* inner()); yield 3 } catch (e) { log('outer caught', e) } finally { log('outer finally') } }
    const a = outer(); show('a1', a.next('x')); show('a2', a.next('y')); show('a3', a.next('z')); show('a4', a.next()); show('a5', a.next());
    const b = outer(); show('b1', b.next()); show('b2', b.return('r')); show('b3', b.next());
    const c = outer(); show('c1', c.next()); show('c2', c.throw('t')); show('c3', c.next());
    const d = (async function* () { yield* [1, Promise.resolve(2)]; return yield* (function* () { yield 3; return 4 })() })(); for (let i = 0; i < 5; i++) show('d' + i, d.next());
    const hand = { [Symbol.asyncIterator]() { let n = 0; return { next(v) { log('next', v); return { value: n++, done: n > 2 } }, return(v) { log('return', v); return { value: 'handed', done: true } }, throw(e) { log('throw', e); return { value: 'thrown', done: true } } } } };
    const e = (async function* () { return yield* hand })(); show('e1', e.next('p')); show('e2', e.return('q')); show('e3', e.next());
    const f = (async function* () { return yield* hand })(); show('f1', f.next()); show('f2', f.throw('w')); show('f3', f.next());
    const g = (async function* () { yield* 5 })(); g.next().catch((x) => log(x.constructor.name));`,
  'async generator methods and this': `
    class Tree { #items = [1, 2]; async *[Symbol.asyncIterator]() { for (const item of this.#items) yield item } static async *count(n = 2) { while (n--) yield n } async *#p() { yield 'private' } p() { return this.#p() } }
    const o = { async *items() { yield this.name }, name: 'object' };
    (async () => { for await (const x of new Tree()) log(x); for await (const x of Tree.count()) log(x); for await (const x of new Tree().p()) log(x); for await (const x of o.items()) log(x) })();`,
  'plain generators, iterators and closures around stay as they are': `
    function* ids() { let n = 0; while (true) { const reset = yield n++; if (reset) n = 0 } }
    const it = ids(); log(it.next().value, it.next().value, it.next(true).value, it.return(5).done);
    class A { static #n = 1; static { this.#n = 2 } static get n() { return A.#n } }
    log(A.n, 10n ** 20n, 2 ** -1, 'x'.replace(/(?<y>x)/su, '$<y>'), [1, [2]].flat()?.[1] ?? 0);
    const o = { n: 2, get p() { return 3 } }; let calls = 0; const get = () => (calls++, o);
    get().n **= 3; log(o.n, calls); get()['n'] **= 2; log(o.n, calls); o.n **= 1; let x = 3; x **= 2; log(x, o.n);
    class P { #v = 2; square() { this.#v **= 2; return this.#v } } log(new P().square());
    try { 2n ** 1 } catch (e) { log(e.constructor.name) } log('3' ** '2', null ** 0, ({ valueOf: () => 4 }) ** 2, 2 ** 3 ** 2, (2 ** 3) ** 2);
    a: for (const i of [1, 2]) { for (;;) { if (i === 1) continue a; break a } } log('end');`,
};

export const promiseCases: Readonly<Record<string, string>> = {
  'the static methods': `
    const show = (name, p) => p.then((v) => log(name, v), (e) => log(name, 'failed', e instanceof AggregateError ? [e.message, ...e.errors] : e));
    const ok = (v) => Promise.resolve(v), no = (e) => Promise.reject(e), later = (v) => new Promise((r) => queueMicrotask(() => r(v)));
    show('all', Promise.all([1, ok(2), later(3)])); show('all failed', Promise.all([ok(1), no('x'), no('y')])); show('all of none', Promise.all([])); show('all of text', Promise.all('ab'));
    show('race', Promise.race([later(1), ok(2)])); show('race failed', Promise.race([no('x'), ok(2)]));
    show('settled', Promise.allSettled([1, no('x'), later(2)])); show('settled none', Promise.allSettled([]));
    show('any', Promise.any([no('x'), later(1)])); show('any failed', Promise.any([no('x'), no('y')])); show('any of none', Promise.any([]));
    show('not iterable', Promise.all(5).catch((e) => e.constructor.name));
    show('thenables', Promise.all([{ then(r) { r(1) } }, { then(_, r) { r('bad') } }]));
    const p = ok(1); log(Promise.resolve(p) === p, Promise.resolve(ok) === ok);
    let closed = 0; const iterable = { [Symbol.iterator]() { return { next() { return { value: 1, done: false } }, return() { closed++; return {} } } } };
    class Breaks extends Promise { static resolve() { throw new Error('resolve') } } Breaks.all(iterable).catch((e) => log(e.message, closed));
    show('iterator fails', Promise.all({ [Symbol.iterator]() { return { next() { throw 'next' } } } }));`,
  'then, catch and finally': `
    const p = Promise.resolve(1), q = Promise.reject('r');
    p.then(5).then((v) => log('passed', v)); q.then(5, 6).catch((e) => log('passed', e)); q.catch((e) => { throw e + '2' }).catch((e) => log(e));
    p.finally(() => log('finally')).then((v) => log('value', v)); q.finally(() => 'ignored').catch((e) => log('reason', e)); p.finally(() => { throw 'thrown' }).catch((e) => log(e)); p.finally(() => Promise.reject('inner')).catch((e) => log(e)); p.finally(3).then((v) => log('not callable', v));
    const self = new Promise((r) => setSelf = r); var setSelf; self.catch((e) => log(e.constructor.name)); setSelf(self);
    p.then(() => later).catch((e) => log(e.constructor.name)); var later = p.then(() => later2); var later2 = 4;
    const loop = p.then(() => loop); loop.catch((e) => log('cycle', e.constructor.name));`,
  'what the class looks like': `
    log(Promise.name, Promise.length, Object.prototype.toString.call(Promise.resolve()), String(Promise.resolve()), Promise.prototype.constructor === Promise, Object.keys(Promise.prototype).length, Object.keys(Promise.resolve()).length);
    log(Object.getPrototypeOf(Promise) === Function.prototype, Object.getPrototypeOf(Promise.prototype) === Object.prototype, Promise[Symbol.species] === Promise, (async () => {})() instanceof Promise, (async () => {})().constructor === Promise);
    for (const bad of [() => Promise(), () => new Promise(), () => new Promise(5), () => Promise.prototype.then.call({}), () => Promise.resolve.call(5), () => Promise.all.call(undefined, [])]) try { bad(); log('fine') } catch (e) { log(e.constructor.name) }
    log(Object.getOwnPropertyDescriptor(Promise, 'resolve').enumerable, Promise.prototype.then.length, Promise.prototype.finally.length, Promise.all.length, Promise.resolve.name);
    class Sub extends Promise { static get [Symbol.species]() { return Promise } } log(Sub.resolve(1).then(() => 1) instanceof Sub, Sub.all([]) instanceof Sub, Sub.reject(1).catch(() => 1).constructor === Promise);
    const executed = []; new Promise((resolve, reject) => { resolve(1); reject(2); resolve(3); throw new Error('ignored') }).then((v) => log('first wins', v));`,
  'unhandled rejections are told in order, after all jobs, and not when handled in time': `
    Promise.reject(new Error('first')); const late = Promise.reject(new Error('handled')); Promise.resolve().then(() => late.catch(() => log('caught')));
    (async () => { await 0; throw new Error('second') })(); nextTick(() => log('tick')); nextTick(() => { Promise.reject(new Error('third')) });
    Promise.all([Promise.reject(new Error('in all')), Promise.reject(new Error('quiet'))]);`,
  'ticks go before microtasks, and each queue is run to its end': `
    Promise.resolve().then(() => { log('m1'); nextTick(() => log('t3')); Promise.resolve().then(() => log('m2')) });
    nextTick(() => { log('t1'); nextTick(() => log('t2')); queueMicrotask(() => log('m3')) }); nextTick((a, b) => log('args', a, b), 1, 2); log('sync');`,
};
