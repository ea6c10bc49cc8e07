import { partOf } from './part.ts';
import type { Provide } from './provide.ts';

export type LatePart<Exports> = () => Promise<Exports>;

/** A part of the engine, fetched when it is first needed: most runs need none. */
export function latePart<Exports>(provide: Provide, name: string): LatePart<Exports> {
  let part: Promise<Exports> | null = null;
  return () => {
    part ??= provide(`part/${name}.js`).then((text) => partOf<Exports>(text as string));
    part.catch(() => (part = null));
    return part;
  };
}
