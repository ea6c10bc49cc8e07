/** One request of a client, as it goes over the wire once `filledIn` has put earlier answers into it. */
export interface ClientRequest {
  readonly method: string;
  /** Like the headers and the body it may hold `{id of 12}` or `{token of 12}`: taken from the answer to request 12, counted from 0. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The text as sent, which need not be JSON; null for none. */
  readonly body: string | null;
  /** What it reads is fed by events: to be sent when nothing is under way any more. */
  readonly settleFirst: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The same seed gives the same requests; a longer list begins with the shorter one. */
export function clientRequests(seed: number, count: number): ClientRequest[] {
  const client = new Client(seed);
  return Array.from({ length: count }, (_, index) => client.request(index));
}

/** Puts what earlier answers held where a request refers to it; `none` where they held nothing of the kind. */
export function filledIn(request: ClientRequest, answers: readonly Answer[]): ClientRequest {
  const fill = (text: string): string =>
    text.replace(/\{(id|token) of (\d+)\}/g, (_, field: string, index: string) => {
      const body = answers[Number(index)]?.body;
      const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
      return typeof value === 'string' ? value : 'none';
    });
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, fill(value)]));
  return { ...request, path: fill(request.path), headers, body: request.body === null ? null : fill(request.body) };
}

/**
 * Answers with their ids renamed by first appearance and their tokens hidden. Two shops may number differently, because
 * a refused order uses up a number in one and not in the other, but who is who must come out the same.
 */
export function comparable(answers: readonly Answer[]): Answer[] {
  const names = new Map<string, string>();
  const nameOf = (id: string): string => {
    if (!names.has(id)) names.set(id, `${id.charAt(0)}#${names.size + 1}`);
    return names.get(id)!;
  };
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return /^[ou]\d+$/.test(value) ? nameOf(value) : value;
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, key === 'token' ? 'a token' : renamed(inner)]),
    );
  };
  return answers.map(({ status, body }) => ({ status, body: renamed(body) }));
}

type Part = Partial<Omit<ClientRequest, 'method' | 'path'>>;

const request = (method: string, path: string, part: Part = {}): ClientRequest => ({
  method,
  path,
  headers: {},
  body: null,
  settleFirst: false,
  ...part,
});
const post = (path: string, body: unknown, headers: Record<string, string> = {}): ClientRequest =>
  request('POST', path, {
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const knownProducts = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8', 'p10'];
const oddBodies = ['', '{"userId":', '[]', 'null', '"u1"', '{}'];
const outsideTheApi: [method: string, path: string][] = [
  ['GET', '/nothing'],
  ['GET', '/orders/'],
  ['DELETE', '/orders/o1'],
  ['PUT', '/users/u1'],
  ['GET', '/featured'],
  ['POST', '/reservations'],
  ['POST', '/charges'],
  ['POST', '/notifications'],
];

/** A crowd behind one keyboard: mostly sensible, sometimes confused, now and then up to something. */
class Client {
  readonly #random: () => number;
  readonly #placed: number[] = [];
  readonly #registered: number[] = [];
  /** Who logged in by which request. */
  readonly #logins: { readonly index: number; readonly userId: string }[] = [];
  readonly #kinds: readonly (readonly [weight: number, make: (index: number) => ClientRequest])[] = [
    [34, (index) => this.#order(index)],
    [8, () => this.#orderThatIsNone()],
    [5, () => this.#orderWithToken()],
    [9, () => this.#readOrder()],
    [5, () => request('GET', `/orders${this.#pick(['?userId=', '?userId=', '?user='])}${this.#anyUser()}`)],
    [6, () => request('GET', this.#pick(['/', '/products', '/health', '/products?q=tea', '/products?q=%25']))],
    [6, () => request('GET', `/products/${this.#anyProduct()}`)],
    [5, () => request('GET', `/search${this.#pick(['?q=tea', '?q=BROWN%20glaze', '?q=zebra', '?q=', '', '?q=_'])}`)],
    [5, (index) => this.#register(index)],
    [4, () => request('GET', `/users/${this.#anyUser()}`)],
    [4, (index) => this.#login(index)],
    [4, () => request('GET', `/inventory/${this.#anyProduct()}`)],
    [3, () => request('GET', `/notifications?userId=${this.#anyUser()}`, { settleFirst: true })],
    [1, () => request('GET', '/reports/sales', { settleFirst: true })],
    [3, () => request(...this.#pick(outsideTheApi))],
  ];

  constructor(seed: number) {
    this.#random = mulberry32(seed);
  }

  request(index: number): ClientRequest {
    let left = this.#random() * this.#kinds.reduce((sum, [weight]) => sum + weight, 0);
    const kind = this.#kinds.find(([weight]) => (left -= weight) < 0) ?? this.#kinds[0]!;
    return kind[1](index);
  }

  #order(index: number): ClientRequest {
    this.#placed.push(index);
    const scarceOrRefused = this.#pick([
      { productId: 'p9', quantity: this.#below(6) + 1 },
      { productId: 'p11', quantity: this.#below(2) + 1 },
      { productId: 'p12', quantity: this.#below(2) + 1 },
    ]);
    const usual = { productId: this.#pick(knownProducts), quantity: this.#below(4) + 1 };
    return post('/orders', { userId: this.#knownUser(), ...(this.#below(4) === 0 ? scarceOrRefused : usual) });
  }

  #orderThatIsNone(): ClientRequest {
    const good = { userId: 'u1', productId: 'p1', quantity: 1 };
    const bad: unknown = this.#pick([
      { ...good, userId: 'u9999' },
      { ...good, userId: 'nobody' },
      { ...good, userId: 1 },
      { ...good, userId: '../u1' },
      { ...good, productId: 'p99' },
      { ...good, productId: '' },
      { ...good, userId: 'u9999', productId: 'p99' },
      ...[0, -1, 1.5, 101, '2', null].map((quantity) => ({ ...good, quantity })),
      ...oddBodies,
    ]);
    return post('/orders', bad);
  }

  #orderWithToken(): ClientRequest {
    const login = this.#logins.at(-1);
    const order = { userId: login?.userId ?? 'u1', productId: 'p2', quantity: 1 };
    const own = { authorization: `Bearer {token of ${login?.index ?? 0}}` };
    return this.#pick([
      post('/orders', order, own),
      post('/orders', { ...order, userId: 'u20' }, own),
      post('/orders', order, { authorization: 'Bearer none.of.that' }),
      // Believed behind the gateway, so the gateway must not let it in.
      post('/orders', order, { 'x-user-id': 'u20' }),
      request('GET', `/orders?userId=${order.userId}`, { headers: own }),
      request('GET', '/orders?userId=u20', { headers: own }),
      request('GET', `/orders/${this.#someOrder()}`, { headers: own }),
      request('GET', '/notifications?userId=u20', { headers: own, settleFirst: true }),
    ]);
  }

  #readOrder(): ClientRequest {
    const unknown = this.#pick(['o999999', 'o0', 'order', 'o99999999999']);
    return request('GET', `/orders/${this.#below(4) === 0 ? unknown : this.#someOrder()}`);
  }

  #register(index: number): ClientRequest {
    this.#registered.push(index);
    const name = this.#pick(['Zoe', '  Zeno ', 'Žofie']);
    const good = { name, email: `zed${index}@example.com` };
    const bad: unknown[] = [
      { ...good, email: 'ADA@example.com' },
      { ...good, name: '' },
      { ...good, email: 'zed' },
      { ...good, name: 'Z'.repeat(81) },
    ];
    return post('/users', this.#below(3) > 0 ? good : this.#pick([...bad, ...oddBodies]));
  }

  #login(index: number): ClientRequest {
    const [userId, email] = this.#pick([
      ['u1', 'ada@example.com'],
      ['u8', 'Grace@example.com'],
      ['', 'nobody@example.com'],
      ['', 'ada'],
    ] as const);
    if (userId !== '') this.#logins.push({ index, userId });
    return post('/login', { email });
  }

  #someOrder(): string {
    return this.#placed.length === 0 ? 'o1000000' : `{id of ${this.#pick(this.#placed)}}`;
  }

  #knownUser(): string {
    const isNew = this.#registered.length > 0 && this.#below(6) === 0;
    return isNew ? `{id of ${this.#pick(this.#registered)}}` : `u${this.#below(20) + 1}`;
  }

  #anyUser(): string {
    return this.#below(5) === 0 ? this.#pick(['u0', 'u9999', 'nobody', 'u1x']) : this.#knownUser();
  }

  #anyProduct(): string {
    return this.#pick([...knownProducts, 'p9', 'p11', 'p12', 'p0', 'p%201', 'P1']);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<Choice>(choices: readonly Choice[]): Choice {
    return choices[this.#below(choices.length)]!;
  }
}

/** Tommy Ettinger’s mulberry32, in the public domain. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
