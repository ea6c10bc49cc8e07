import { Memory } from './memory.ts';
import { Past } from './past.ts';

/** What keeps a run so that it can be looked back at; a run that nobody will look back at goes without. */
export const remembering = { Memory, Past };
