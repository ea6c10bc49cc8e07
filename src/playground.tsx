import { FirstMinute } from './features/first-minute/first-minute.tsx';
import { ShapeChoice } from './features/top-bar/shape-choice.tsx';
import { FleetBench } from './fleet-bench.tsx';
import type { RunSeed } from './session/run-seed.ts';

export function Playground({ run }: { readonly run: RunSeed }) {
  return (
    <FleetBench
      title="Playground"
      note={`seed ${run.seed}`}
      choice={<ShapeChoice />}
      onChart={run.isQuiet && run.fleet === 'services' && <FirstMinute key={JSON.stringify(run)} />}
    />
  );
}
