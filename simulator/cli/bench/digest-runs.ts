import { shopWith } from './shop/shop-fleet.ts';
import { groupIn, inline, threads, workersIn } from './shop/shop-hosts.ts';
import { runWhole } from './shop/shop-session.ts';
import type { SessionChild } from './shop/session-child.ts';
import type { ShopHost, ShopRun } from './shop/shop-session.ts';

/** A little of everything goes wrong. */
const script = `script:
  - { at: 1s, kill: payments, for: 800ms }
  - { at: 1200ms, latency: orders -> inventory, add: 30ms, for: 1s }
  - { at: 2s, slow: orders-db, by: 20ms, for: 500ms }
  - { at: 2200ms, loss: gateway -> catalog, rate: 20%, for: 500ms }
  - { at: 2500ms, hang: users, for: 400ms }
  - { at: 3s, duplicate: order.placed, rate: 30% }
  - { at: 20s, partition: orders -> payments, for: 2s }
  - { at: 30s, kill: kafka, for: 3s }
  - { at: 40s, traffic: checkout, times: 3, for: 2s }
`;

export interface DigestCheck {
  readonly seeds: readonly string[];
  readonly forUs: number;
  readonly chromium: SessionChild | null;
  /** A line for people, as each seed is done. */
  tell(line: string): void;
}

/** Whether every host gives the same run for each seed, and inline twice; and no two seeds the same. */
export async function digestsAgree({ seeds, forUs, chromium, tell }: DigestCheck): Promise<boolean> {
  const shop = shopWith(script);
  const hosts = [inline, inline, threads, ...(chromium ? [groupIn(chromium), workersIn(chromium)] : [])];
  const seen = new Set<string>();
  let allAgree = true;
  for (const seed of seeds) {
    const runs: { readonly host: ShopHost; readonly run: ShopRun }[] = [];
    for (const host of hosts) runs.push({ host, run: await runWhole(host, shop, seed, forUs) });
    const digests = new Set(runs.map(({ run }) => run.digest));
    const took = runs.map(({ host, run }) => `${host.name} ${(run.tookMs / 1000).toFixed(1)} s${troubleOf(run)}`);
    const agrees = digests.size === 1;
    tell(`seed ${seed.padEnd(3)} ${agrees ? 'same' : 'DIFFERENT'} ${[...digests].join(' ')}  (${took.join(', ')})`);
    allAgree &&= agrees;
    for (const digest of digests) seen.add(digest);
  }
  tell(`${seeds.length} seeds, ${seen.size} digests, ${hosts.length} runs each`);
  return allAgree && seen.size === seeds.length;
}

function troubleOf({ isDisturbed }: ShopRun): string {
  return isDisturbed ? ', disturbed by a watchdog' : '';
}
