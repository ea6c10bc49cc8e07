import { createInterface } from 'node:readline';
import { formatFleetError } from '../../../fleet/fleet-error.ts';
import { loadFleet } from '../../../fleet/load-fleet.ts';
import { openInNode } from './node-session.ts';
import type { SessionAnswers, SessionRequest } from './session-lines.ts';
import type { SessionEnd, ShopSession } from './shop-session.ts';

/** Keeps one session, in a process that nothing else has run in: what the compilers learned of one would slow down the next. */
async function serveSession(): Promise<void> {
  let session: ShopSession | null = null;
  say({ ok: true });
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as SessionRequest;
    if (request.ask === 'open') {
      session = await open(request);
      say({ ok: true });
    } else if (request.ask === 'advance') {
      say({ ok: true, tookMs: await session!.advance(request.untilUs) });
    } else {
      say({ ok: true, ...(await session!.end()) });
    }
  }
}

async function open({ files, entry, seed, host }: Extract<SessionRequest, { ask: 'open' }>): Promise<ShopSession> {
  const loaded = loadFleet({ path: entry, readFile: (path) => files[path] ?? null });
  if (!loaded.ok) throw new Error(loaded.errors.map(formatFleetError).join('\n'));
  return openInNode(loaded.fleet, seed, host === 'inline' ? 'inline' : 'workers');
}

function say(answer: { readonly ok: true } & Partial<SessionAnswers['advance'] & SessionEnd>): void {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

await serveSession();
