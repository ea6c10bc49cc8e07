import { spawnSync } from 'node:child_process';
import { durationOf } from '../duration-option.ts';
import { parseOptions, UsageError } from '../options.ts';
import { kernelFigures } from './chain-figures.ts';
import { digestsAgree } from './digest-runs.ts';
import { memoryFigure, sizeFigures } from './model-figures.ts';
import { shopFigures } from './shop/shop-figures.ts';
import { startChromium } from './shop/shop-hosts.ts';
import type { Figure } from './figure.ts';
import type { ShopFigures } from './shop/shop-figures.ts';

const parts = ['kernel', 'sizes', 'shop', 'memory'] as const;
type Part = (typeof parts)[number];

const shape = {
  only: { takes: 'value', expected: `one of ${parts.join(', ')}` },
  json: { takes: 'nothing', expected: '' },
  quick: { takes: 'nothing', expected: '' },
  digests: { takes: 'nothing', expected: '' },
  seeds: { takes: 'value', expected: 'how many seeds, or which: 7..20' },
  for: { takes: 'value', expected: 'a duration such as 60s' },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla bench [--quick] [--only ${parts.join('|')}] [--json]
flotilla bench --digests [--seeds 20] [--for 60s]

Measures the engine on this machine, telemetry on, in Node and in a Chromium if there is one. Single times scatter;
what counts are the ratios within one run. On a machine that is busy with other things even those mean little.
The shop is measured warm, when the compilers of the host know its code, and beside it as it was at first: its hosts in
turns, leg by leg. So is the chain: the engine, a bare loop and simjs in turns. Before and after each leg a yardstick, which
is always the same work, tells how fast the machine is: a leg doesn't count where that took 1.3 times what it took at its
quickest, and another is run, up to three times as many in all. Of those that count the middle one is told, how far they lie
apart, and how many were left out. Shares of one in another are those of legs that ran beside one another.
Each part, and each host of the shop, has a process to itself: what the compilers learned of one would slow down the next.

--digests runs the shop, with faults, for many seeds in every host instead, and says whether they all agree.
--seeds 7..20 takes only those.`;

export async function benchCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const [isQuick, asJson] = [options.flag('quick'), options.flag('json')];
  if (options.flag('digests')) {
    return checkDigests(options.text('seeds') ?? '20', options.text('for') ?? '60s');
  }
  const part = partOf(options.text('only'));
  if (part === null) return tell(together(parts.map((each) => inOwnProcess(each, isQuick))), asJson);
  if (part === 'shop') return tell(await shopFigures(isQuick), asJson);
  return tell({ figures: await measured[part](isQuick ? 0.2 : 1), missing: null }, asJson);
}

/** null for all of them. */
function partOf(only: string | undefined): Part | null {
  const part = parts.find((name) => name === only) ?? null;
  if (only !== undefined && part === null) throw new UsageError(`--only ${only}: expected ${shape.only.expected}`);
  return part;
}

async function checkDigests(seedsText: string, forText: string): Promise<number> {
  const seeds = seedsOf(seedsText);
  const forUs = durationOf('for', forText);
  const chromium = await startChromium();
  if (typeof chromium === 'string') {
    console.log(`Nothing is run in a browser: ${chromium}.`);
    return (await digestsAgree({ seeds, forUs, chromium: null, tell: console.log })) ? 0 : 1;
  }
  try {
    return (await digestsAgree({ seeds, forUs, chromium, tell: console.log })) ? 0 : 1;
  } finally {
    chromium.close();
  }
}

/** `20` are the first twenty. */
function seedsOf(text: string): string[] {
  const [, from = '', to] = /^(\d{1,6})(?:\.\.(\d{1,6}))?$/.exec(text) ?? [];
  const [first, last] = to === undefined ? [1, Number(from)] : [Number(from), Number(to)];
  if (from === '' || last < first) throw new UsageError(`--seeds ${text}: expected a number such as 20, or 7..20`);
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

type Measured = ShopFigures;

const measured: Readonly<Record<Exclude<Part, 'shop'>, (scale: number) => Promise<readonly Figure[]>>> = {
  kernel: kernelFigures,
  sizes: sizeFigures,
  memory: async (scale) => [await memoryFigure(scale)],
};

function together(all: readonly Measured[]): Measured {
  return {
    figures: all.flatMap(({ figures }) => figures),
    missing: all.find(({ missing }) => missing !== null)?.missing ?? null,
  };
}

function inOwnProcess(part: Part, isQuick: boolean): Measured {
  const args = [process.argv[1]!, 'bench', '--only', part, '--json', ...(isQuick ? ['--quick'] : [])];
  const { status, stdout } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`bench --only ${part} ended with status ${status}`);
  return JSON.parse(stdout.toString()) as Measured;
}

function tell({ figures, missing }: Measured, asJson: boolean): number {
  if (asJson) console.log(JSON.stringify({ figures, missing }));
  else print(figures, missing);
  return 0;
}

function print(figures: readonly Figure[], missing: string | null): void {
  for (const { name, value, unit, target, range, leftOut, cold, caution } of figures) {
    const apart = range === undefined ? '' : ` [${range.map((end) => end.toFixed(2)).join(' to ')}]`;
    const wanted = target === null ? '' : ` (wanted: ${target})`;
    const warm = cold === undefined ? '' : `, warmed up for ${cold.warmUpSeconds} virtual s`;
    const first = cold === undefined ? '' : `; the first ${cold.seconds} s: ${cold.value.toFixed(2)}`;
    const out =
      leftOut === undefined ? '' : `; the machine was slow in ${leftOut[0]} of ${leftOut[1]} legs, which don't count`;
    const but = caution === undefined ? '' : `; ${caution}`;
    console.log(
      `${value.toFixed(2).padStart(10)} ${unit.padEnd(12)} ${name}${warm}${apart}${wanted}${first}${out}${but}`,
    );
  }
  if (missing !== null) console.log(missing);
}
