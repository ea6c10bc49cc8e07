import { spawn } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { formatFleetError } from '../fleet/fleet-error.ts';
import { makeReady } from '../fleet/ready/make-ready.ts';
import { writtenReady } from '../fleet/ready/ready-fleet.ts';
import { layeredFleet } from './bench/model-runs.ts';
import { shopAt, shopOfTen } from './bench/shop/shop-fleet.ts';
import type { Shop } from './bench/shop/shop-fleet.ts';
import { parseOptions, UsageError } from './options.ts';

const measures = [
  'home',
  'playground',
  'editor',
  'busy',
  'pair',
  'flatOut',
  'panning',
  'forking',
  'lookingBack',
] as const;

const shape = {
  json: { takes: 'nothing', expected: '' },
  only: { takes: 'value', expected: `one of ${measures.join(', ')}` },
  help: { takes: 'nothing', expected: '' },
} as const;

const help = `flotilla figures [--only ${measures.join('|')}] [--json]

Measures the built page in a Chromium, each figure beside its limit: what comes over the wire before the first picture of a
running fleet, how long the editor takes to open, and how evenly pictures follow one another. Times scatter, and on a machine
that is busy with other things they mean little; weights do not. What runs for minutes is measured only where it is asked for:
forking is how long a what-if takes a minute back, lookingBack how soon a moment of ten minutes is to be seen.`;

interface Weight {
  readonly assets: readonly { readonly name: string; readonly bytes: number; readonly isScript: boolean }[];
  readonly scriptBytes: number;
  readonly firstPictureMs: number;
  readonly paintMs: number;
}

interface Frames {
  readonly p50: number;
  readonly p95: number;
  readonly longestTaskMs: number;
  /** By the time that the processor gave to it. */
  readonly longestTaskCpuMs: number;
}

type Measured = Partial<{
  readonly home: Weight;
  readonly playground: Weight;
  readonly editor: { readonly openMs: number };
  readonly busy: Frames;
  readonly pair: Frames & { readonly speed: number };
  readonly flatOut: Frames & { readonly speed: number };
  readonly panning: { readonly far: Frames; readonly near: Frames };
  readonly forking: { readonly forkMs: number; readonly bothMs: number; readonly bothCpuMs: number };
  readonly lookingBack: {
    readonly pictureMs: readonly number[];
    readonly memoryBytes: number | null;
    readonly flatOutBytes: number | null;
  };
}>;

type Said =
  | { readonly ok: true; readonly version: string; readonly measured: Measured }
  | { readonly ok: false; readonly why: string };

interface PageFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'kB' | 'MB' | 'ms';
  /** What it may be at most; null where it is only told. */
  readonly limit: number | null;
}

export async function figuresCommand(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, shape);
  if (options.flag('help')) {
    console.log(help);
    return 0;
  }
  const only = options.text('only') ?? null;
  if (only !== null && !measures.some((name) => name === only))
    throw new UsageError(`--only ${only}: expected ${shape.only.expected}`);
  const said = await measured(only);
  if (!said.ok) {
    console.error(`flotilla figures: nothing was measured: ${said.why}`);
    return 1;
  }
  const figures = figuresOf(said.measured);
  if (options.flag('json')) console.log(JSON.stringify({ chromium: said.version, figures, measured: said.measured }));
  else print(figures, said.measured);
  return 0;
}

/** A script of the repository knows how to build and serve the page and how to find a browser. */
async function measured(only: string | null): Promise<Said> {
  const child = spawn(process.execPath, [path.resolve('scripts/page-figures/main.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(
    JSON.stringify({
      fifty: readyLayers(layeredFleet(50, 500)),
      thousand: readyLayers(layeredFleet(1_000, 500)),
      shop: readyText(shopAt(50)),
      ten: readyText(shopOfTen()),
      only,
    }),
  );
  const said = await text(child.stdout);
  return said === '' ? { ok: false, why: 'the browser failed, see above' } : (JSON.parse(said) as Said);
}

function readyLayers(text: string): string {
  const entry = 'layers.fleet.yaml';
  return readyText({ entry, files: { [entry]: text } });
}

function readyText({ entry, files }: Pick<Shop, 'entry' | 'files'>): string {
  const made = makeReady({ path: entry, readFile: (file) => files[file] ?? null });
  if (!made.ok) throw new Error(made.errors.map(formatFleetError).join('\n'));
  return writtenReady(made.ready);
}

const scriptMostKb = 240;
const pictureMostMs = 20;
const pannedMostMs = 1000 / 30;
const taskMostMs = 100;
const editorMostMs = 2_000;
const forkMostMs = 5_000;
const pastMostMs = 300;
const pastMostMb = 400;

function figuresOf({
  home,
  playground,
  editor,
  busy,
  pair,
  flatOut,
  panning,
  forking,
  lookingBack,
}: Measured): PageFigure[] {
  return [
    ...(home ? weightFigures('home', home) : []),
    ...(playground ? weightFigures('playground', playground) : []),
    ...(editor
      ? [
          {
            name: 'the editor: until a text is to be read',
            value: editor.openMs,
            unit: 'ms',
            limit: editorMostMs,
          } as const,
        ]
      : []),
    ...(busy ? frameFigures('50 services, 500 requests/s', busy, pictureMostMs) : []),
    ...(pair ? frameFigures('two fleets of ten services on one clock', pair, pictureMostMs) : []),
    ...(flatOut ? taskFigures('the same as fast as it goes', flatOut) : []),
    ...(panning ? frameFigures('1 000 services, panned from afar', panning.far, pannedMostMs) : []),
    ...(panning ? frameFigures('1 000 services, panned from near', panning.near, pannedMostMs) : []),
    ...pastFigures(forking, lookingBack),
  ];
}

function pastFigures(forking: Measured['forking'], lookingBack: Measured['lookingBack']): PageFigure[] {
  const past = 'ten minutes of the shop at 50 requests/s, looked back at';
  const { pictureMs = [], memoryBytes = null, flatOutBytes = null } = lookingBack ?? {};
  const slowest = pictureMs.at(-1);
  const fork = 'what if, 60 s into the shop at 50 requests/s: until';
  return [
    ...(forking
      ? ([
          { name: `${fork} the branch stands there`, value: forking.forkMs, unit: 'ms', limit: forkMostMs },
          { name: `${fork} both do`, value: forking.bothMs, unit: 'ms', limit: null },
          { name: `${fork} both do, the processor's time`, value: forking.bothCpuMs, unit: 'ms', limit: null },
        ] as const)
      : []),
    ...(slowest === undefined
      ? []
      : [{ name: `${past}: slowest picture of ten`, value: slowest, unit: 'ms', limit: pastMostMs } as const]),
    ...memoryFigure(`${past}: memory meanwhile`, memoryBytes, pastMostMb),
    ...memoryFigure(`${past}: memory while time still went as fast as it can`, flatOutBytes, null),
  ];
}

function memoryFigure(name: string, bytes: number | null, limit: number | null): PageFigure[] {
  return bytes === null ? [] : [{ name, value: bytes / 1_000_000, unit: 'MB', limit }];
}

function weightFigures(place: string, { scriptBytes, paintMs, firstPictureMs }: Weight): PageFigure[] {
  const name = `${place}: JavaScript before the first picture of a running fleet`;
  return [
    { name, value: scriptBytes / 1000, unit: 'kB', limit: scriptMostKb },
    { name: `${place}: until anything is to be seen`, value: paintMs, unit: 'ms', limit: null },
    { name: `${place}: until a running fleet is to be seen`, value: firstPictureMs, unit: 'ms', limit: null },
  ];
}

function frameFigures(what: string, frames: Frames, most: number): PageFigure[] {
  const { p50, p95 } = frames;
  return [
    { name: `${what}: between pictures, median`, value: p50, unit: 'ms', limit: null },
    { name: `${what}: between pictures, 95 of 100`, value: p95, unit: 'ms', limit: most },
    ...longestTasks(what, frames, null),
  ];
}

function taskFigures(what: string, frames: Frames): PageFigure[] {
  return [
    ...longestTasks(what, frames, taskMostMs),
    { name: `${what}: between pictures, 95 of 100`, value: frames.p95, unit: 'ms', limit: null },
  ];
}

function longestTasks(what: string, frames: Frames, limit: number | null): PageFigure[] {
  const name = `${what}: longest task of the page`;
  return [
    { name, value: frames.longestTaskMs, unit: 'ms', limit },
    { name: `${name}, by the processor's time`, value: frames.longestTaskCpuMs, unit: 'ms', limit },
  ];
}

function print(figures: readonly PageFigure[], { home, playground }: Measured): void {
  for (const [place, weight] of Object.entries({ home, playground })) {
    if (!weight) continue;
    console.log(`Over the wire before the first picture, ${place}:`);
    for (const { name, bytes, isScript } of weight.assets)
      console.log(
        `${(bytes / 1000).toFixed(1).padStart(8)} kB  ${name}${isScript ? '' : ' (not counted: no JavaScript)'}`,
      );
    console.log('');
  }
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  if (load > cores) {
    console.log(`This machine is busy (load ${load.toFixed(1)} on ${cores} cores): its times are too long.`);
  }
  for (const { name, value, unit, limit } of figures) {
    const ratio = limit === null ? '' : `  ${(value / limit).toFixed(2)} of at most ${limit.toFixed(0)} ${unit}`;
    console.log(`${value.toFixed(1).padStart(8)} ${unit}  ${name}${ratio}`);
  }
}
