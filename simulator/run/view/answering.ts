import { Answers } from './answers.ts';
import { knownNow } from './known/known-now.ts';
import { KnownThen } from './past/known-then.ts';
import type { Look } from './answers.ts';
import type { Watching } from './known/known-now.ts';
import type { Remembering } from './past/known-then.ts';

/** What answers questions: about now, and about a moment that is over. */
export const answering = {
  now: (watching: Watching, look: Look): Answers => new Answers(knownNow(watching), look),
  back: (moment: number, remembering: Remembering, look: Look): Answers =>
    new Answers(new KnownThen(moment, remembering), look),
};
