import { durationOf } from '../duration-option.ts';
import { parseOptions, UsageError } from '../options.ts';
import { Chromium } from './chromium.ts';
import { digestsAgree } from './digest-runs.ts';
import { kernelFigures, memoryFigure, sizeFigures } from './model-figures.ts';
import { shopFigures } from './shop-figures.ts';
import type { Figure } from './figure.ts';

const shape = {
  json: { takes: 'nothing', expected: '' },
  quick: { takes: 'nothing', expected: '' },
  digests: { takes: 'nothing', expected: '' },
  seeds: { takes: 'value', expected: 'how many seeds, or which: 7..20' },
  for: { takes: 'value', expected: 'a duration such as 60s' },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla bench [--quick] [--json]
flotilla bench --digests [--seeds 20] [--for 60s]

Measures the engine on this machine, telemetry on, in Node and in a Chromium if there is one. Single times scatter;
what counts are the ratios within one run. On a machine that is busy with other things even those mean little.
The shop is measured warm, when the compilers of the host know its code, and beside it as it was at first.

--digests runs the shop, with faults, for many seeds in every host instead, and says whether they all agree.
--seeds 7..20 takes only those.`;

export async function benchCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const chromium = await Chromium.open();
  try {
    const found = typeof chromium === 'string' ? null : chromium;
    const missing = typeof chromium === 'string' ? `Nothing was run in a browser: ${chromium}.` : null;
    if (options.flag('digests'))
      return await checkDigests(options.text('seeds') ?? '20', options.text('for') ?? '60s', found, missing);
    const figures = await measure(options.flag('quick'), found);
    if (options.flag('json')) console.log(JSON.stringify({ figures, missing }));
    else print(figures, missing);
    return 0;
  } finally {
    if (typeof chromium !== 'string') chromium.close();
  }
}

async function checkDigests(
  seedsText: string,
  forText: string,
  chromium: Chromium | null,
  missing: string | null,
): Promise<number> {
  const seeds = seedsOf(seedsText);
  const forUs = durationOf('for', forText);
  if (missing !== null) console.log(missing);
  return (await digestsAgree({ seeds, forUs, chromium, tell: console.log })) ? 0 : 1;
}

/** `20` are the first twenty. */
function seedsOf(text: string): string[] {
  const [, from = '', to] = /^(\d{1,6})(?:\.\.(\d{1,6}))?$/.exec(text) ?? [];
  const [first, last] = to === undefined ? [1, Number(from)] : [Number(from), Number(to)];
  if (from === '' || last < first) throw new UsageError(`--seeds ${text}: expected a number such as 20, or 7..20`);
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

async function measure(isQuick: boolean, chromium: Chromium | null): Promise<Figure[]> {
  const scale = isQuick ? 0.2 : 1;
  return [
    ...(await kernelFigures(scale)),
    ...(await sizeFigures(scale)),
    ...(await shopFigures(isQuick, chromium)),
    await memoryFigure(scale),
  ];
}

function print(figures: readonly Figure[], missing: string | null): void {
  for (const { name, value, unit, target, cold, caution } of figures) {
    const wanted = target === null ? '' : ` (wanted: ${target})`;
    const warm = cold === undefined ? '' : `, warmed up for ${cold.warmUpSeconds} virtual s`;
    const first = cold === undefined ? '' : `; the first ${cold.seconds} s: ${cold.value.toFixed(2)}`;
    const but = caution === undefined ? '' : `; ${caution}`;
    console.log(`${value.toFixed(2).padStart(10)} ${unit.padEnd(12)} ${name}${warm}${wanted}${first}${but}`);
  }
  if (missing !== null) console.log(missing);
}
