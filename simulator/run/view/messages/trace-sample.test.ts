import { expect, test } from 'vitest';
import { TraceSample } from './trace-sample.ts';

const traces = Array.from({ length: 2_000 }, (_, number) => `${number}`.padStart(32, 'f'));

test('while all can be seen, all are shown', () => {
  const sample = new TraceSample();
  expect(traces.every((trace) => sample.shows(trace))).toBe(true);
});

test('about as many traces are shown as there is room for', () => {
  const sample = new TraceSample();
  sample.adapt(2_000, 200);
  const shown = traces.filter((trace) => sample.shows(trace)).length;
  expect(shown).toBeGreaterThan(140);
  expect(shown).toBeLessThan(260);
});

test('what was said of a trace holds, whatever comes later', () => {
  const sample = new TraceSample();
  sample.adapt(2_000, 400);
  const said = traces.map((trace) => sample.shows(trace));
  for (const came of [50_000, 10, 10, 10, 10, 10]) sample.adapt(came, 400);
  expect(traces.map((trace) => sample.shows(trace))).toEqual(said);
});

test('it opens again when less comes', () => {
  const sample = new TraceSample();
  sample.adapt(100_000, 100);
  for (let frame = 0; frame < 12; frame++) sample.adapt(20, 100);
  expect(traces.every((trace) => sample.shows(trace))).toBe(true);
});
