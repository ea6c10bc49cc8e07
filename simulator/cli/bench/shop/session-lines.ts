import type { Micros } from '../../../wire/packet.ts';
import type { SessionEnd } from './shop-session.ts';

/** What is asked of a process that keeps a session, a line for each request; it answers each with a line. */
export type SessionRequest =
  | {
      readonly ask: 'open';
      readonly files: Readonly<Record<string, string>>;
      readonly entry: string;
      readonly seed: string;
      readonly host: string;
    }
  | { readonly ask: 'advance'; readonly untilUs: Micros }
  | { readonly ask: 'end' };

export interface SessionAnswers {
  readonly open: unknown;
  readonly advance: { readonly tookMs: number };
  readonly end: SessionEnd;
}

/** Also the first line of all, unasked: whether it can keep sessions at all. */
export type Answered<What> = ({ readonly ok: true } & What) | { readonly ok: false; readonly why: string };
