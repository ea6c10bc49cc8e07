/** The simulator's door: what may be said to it. Its code runs in a worker and is not imported by any screen. */
export type { EngineApi, EngineFrame, LoadRequest, LoadResult } from './wire/engine-api.ts';
export type { ProcessState } from './wire/facts.ts';
