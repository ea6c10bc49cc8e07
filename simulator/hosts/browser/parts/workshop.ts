import { partOf } from './part.ts';
import type { Provide } from './provide.ts';
import type * as WorkshopPart from './workshop.part.ts';

export type Workshop = () => Promise<typeof WorkshopPart>;

/** The workshop, fetched when it is first needed: most runs need none. */
export function workshopBy(provide: Provide): Workshop {
  let workshop: ReturnType<Workshop> | null = null;
  return () => {
    workshop ??= provide('part/workshop.js').then((text) => partOf<typeof WorkshopPart>(text as string));
    workshop.catch(() => (workshop = null));
    return workshop;
  };
}
