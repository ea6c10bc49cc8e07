import type { Session } from '../session.ts';
import { createBreakingStore } from '../stores/breaking-store.ts';
import { createCodeStore } from '../stores/code-store.ts';
import { createEditingStore } from '../stores/editing-store.ts';
import type { WorkStore } from '../work/work-store.ts';
import type { EngineInUse } from './engine-in-use.ts';

type AroundEngine = Pick<
  Session,
  | 'frames'
  | 'messages'
  | 'work'
  | 'code'
  | 'editing'
  | 'breaking'
  | 'check'
  | 'rewrite'
  | 'ask'
  | 'askNow'
  | 'checks'
  | 'onOtherSeed'
  | 'standing'
  | 'share'
>;

/** What every session has of its engine, however its time is moved and whoever acts on it. */
export function aroundEngine(engine: EngineInUse, work: WorkStore): AroundEngine {
  return {
    frames: engine.frames,
    messages: engine.messages,
    work,
    code: createCodeStore(),
    editing: createEditingStore(),
    breaking: createBreakingStore(),
    check: async (texts) => {
      const asked = texts ?? work.asLeft();
      return asked && engine.check(asked);
    },
    rewrite: (texts, edit) => engine.rewrite(texts, edit),
    ask: (question) => engine.ask(question),
    askNow: (question) => engine.askNow(question),
    checks: () => engine.checks(),
    onOtherSeed: () => engine.onOtherSeed(),
    standing: () => engine.shared(),
    share: () => engine.shared(),
  };
}
