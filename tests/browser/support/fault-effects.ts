import type { Page } from 'playwright-core';

/** What is broken, in this order: what leaves the others well comes first. A replica and a service are broken as their process is. */
export const targets = {
  flow: { query: 'show traffic browse', name: 'browse' },
  topic: { query: 'show topic order.placed', name: 'order.placed' },
  process: { query: 'show process catalog', name: 'catalog' },
  link: { query: 'show link gateway -> catalog', name: 'gateway → catalog' },
  store: { query: 'show store orders-db', name: 'orders-db' },
  broker: { query: 'show broker kafka', name: 'kafka' },
} as const;

export type Kind = keyof typeof targets;

export interface Done {
  /** As the list of what is broken tells it: "catalog was killed at 4.8 s". */
  readonly told: string;
  /** What `measure` gave before. */
  readonly before: number;
}

interface Effect {
  /** How it is told. */
  readonly words: RegExp;
  readonly measure?: (page: Page) => Promise<number>;
  /** Whether the page shows what comes of it; a text says why nothing does. */
  readonly shows: ((page: Page, done: Done) => Promise<boolean>) | string;
}

const inspector = (page: Page): Promise<string> => page.getByRole('region', { name: 'Inspector' }).innerText();
const requests = (page: Page) => page.getByRole('table', { name: 'Requests of clients, newest first' });

/** Requests of clients fail, and this fault is what is said to be the cause. */
const blamed: Effect['shows'] = async (page, { told }) => (await requests(page).innerText()).includes(told);

const shown =
  (words: RegExp): Effect['shows'] =>
  async (page) =>
    words.test(await inspector(page));

/** The number that stands behind these words in the inspector. */
const figure =
  (words: RegExp) =>
  async (page: Page): Promise<number> => {
    const found = words.exec(await inspector(page))?.[1];
    return found === undefined ? 0 : Number(found.replaceAll(/\s/g, ''));
  };

const ended = figure(/Ended\s+([\d.]+)\/s/);

/** All numbers that a pattern finds in the inspector. */
const sum =
  (pattern: RegExp) =>
  async (page: Page): Promise<number> =>
    [...(await inspector(page)).matchAll(pattern)].reduce(
      (total, [, number]) => total + Number(number!.replaceAll(/\s/g, '')),
      0,
    );

/** Records of the topic that its readers have still to read. */
const behind = sum(/(\d[\d\s]*) behind/g);

const above =
  (measure: (page: Page) => Promise<number>, least: number): Effect['shows'] =>
  async (page, { before }) =>
    (await measure(page)) >= before + least;

const minded = 'only who minds the order of records could tell';

/**
 * By verb and target, in the order in which they are tried: a connection whose messages were lost stays broken for a while.
 * A kind of fault that is missing here fails the test, for nobody would see whether its button works.
 */
export const effects: Readonly<Record<string, Effect>> = {
  'traffic flow': { words: /traffic of browse became 5 times as much/, measure: ended, shows: above(ended, 15) },
  'quiet flow': { words: /traffic of browse was stopped/, shows: shown(/Ended\s+0\/s/) },
  'send flow': { words: /./, shows: 'one more among many; the first minute watches one that is alone' },

  'poison topic': { words: /./, measure: behind, shows: above(behind, 50) },

  'kill process': { words: /catalog was killed/, shows: blamed },
  'hang process': { words: /catalog hangs/, shows: blamed },
  'slow process': { words: /catalog was slowed by 500 ms/, shows: shown(/p95, last 5 s\s+5\d\d\sms/) },
  'fail process': { words: /catalog fails 50 %/, shows: blamed },
  'leak process': { words: /catalog leaks memory/, shows: blamed },
  'burn process': { words: /burns 1 of its cores/, shows: blamed },
  'skew process': { words: /clock of catalog is off by 300 s/, shows: 'catalog does not look at its clock' },
  'latency process': { words: /messages of catalog take 500 ms longer/, shows: blamed },
  'loss process': { words: /30 % of the messages of catalog are lost/, shows: blamed },
  'partition process': { words: /catalog was cut off/, shows: blamed },

  'latency link': { words: /gateway -> catalog take 500 ms longer/, shows: shown(/p50, p95, p99\s+5\d\d\sms/) },
  'loss link': { words: /30 % of the messages of gateway -> catalog/, shows: blamed },
  'partition link': { words: /gateway -> catalog was cut off/, shows: blamed },

  'kill store': { words: /orders-db was killed/, shows: blamed },
  'slow store': { words: /orders-db was slowed by 500 ms/, shows: shown(/Waiting for a lock or a core\s+[1-9]/) },
  'fail store': { words: /orders-db fails 50 %/, shows: blamed },
  'latency store': { words: /messages of orders-db take 500 ms longer/, shows: blamed },
  'pause store': { words: /orders-db is paused/, shows: blamed },
  'readonly store': { words: /orders-db is read-only/, shows: blamed },
  'loss store': { words: /30 % of the messages of orders-db are lost/, shows: blamed },
  'partition store': { words: /orders-db was cut off/, shows: blamed },

  'duplicate broker': {
    words: /20 % of the records of kafka are delivered twice/,
    shows: 'a record more among many, stored twice as after an acknowledgement that was lost',
  },
  'reorder broker': { words: /20 % of the records of kafka change places/, shows: minded },
  'kill broker': { words: /kafka was killed/, shows: blamed },
  'slow broker': { words: /kafka was slowed by 500 ms/, shows: blamed },
  'latency broker': { words: /messages of kafka take 500 ms longer/, shows: blamed },
  'loss broker': { words: /30 % of the messages of kafka are lost/, shows: blamed },
  'partition broker': { words: /kafka was cut off/, shows: blamed },
  'pause broker': { words: /kafka is paused/, shows: blamed },
};
