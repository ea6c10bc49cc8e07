import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';
import type { Answered, SessionAnswers, SessionRequest } from './session-lines.ts';
import type { Shop } from './shop-fleet.ts';
import type { ShopSession } from './shop-session.ts';

type Ask<Kind extends SessionRequest['ask']> = Extract<SessionRequest, { ask: Kind }>;

/** Another process, which keeps one session after the other. */
export class SessionChild {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  /** Why there is none, in words, where there is none. */
  static async start(script: string): Promise<SessionChild | string> {
    const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    const started = new SessionChild(child, createInterface({ input: child.stdout })[Symbol.asyncIterator]());
    const said = await started.#hear<unknown>();
    if (said.ok) return started;
    child.kill();
    return said.why;
  }

  private constructor(child: ChildProcess, lines: AsyncIterator<string>) {
    this.#child = child;
    this.#lines = lines;
  }

  async open({ files, entry }: Shop, seed: string, host: 'inline' | 'workers' | 'group'): Promise<ShopSession> {
    await this.#ask({ ask: 'open', files, entry, seed, host });
    return {
      advance: async (untilUs) => (await this.#ask({ ask: 'advance', untilUs })).tookMs,
      end: () => this.#ask({ ask: 'end' }),
    };
  }

  /** It ends when nothing more is asked of it. */
  close(): void {
    this.#child.stdin!.end();
  }

  async #ask<Kind extends SessionRequest['ask']>(request: Ask<Kind>): Promise<SessionAnswers[Kind]> {
    this.#child.stdin!.write(`${JSON.stringify(request)}\n`);
    const said = await this.#hear<SessionAnswers[Kind]>();
    if (!said.ok) throw new Error(said.why);
    return said;
  }

  async #hear<What>(): Promise<Answered<What>> {
    const { value, done } = await this.#lines.next();
    return done ? { ok: false, why: 'the process that keeps the run ended' } : (JSON.parse(value) as Answered<What>);
  }
}
