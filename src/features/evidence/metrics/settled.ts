import type { EngineFrame } from '../../../../simulator/index.ts';

const everyUs = 500_000;

/** The time that charts show, while time goes on: asking and drawing ten times a second would cost more than it tells. */
export function settledUs({ playing, virtualUs }: EngineFrame): number {
  return playing ? Math.floor(virtualUs / everyUs) * everyUs : virtualUs;
}
