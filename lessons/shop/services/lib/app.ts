import { Hono, type Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { invalid, Refusal } from './refusal.ts';

/** `caller` is the user whom the front door recognised by a token, if any. */
export type ShopEnv = { Variables: { caller: string | undefined } };
export type ShopApp = Hono<ShopEnv>;

/** What every process of the shop answers in the same way: errors, unknown paths, /health. */
export function createApp(): ShopApp {
  const app = new Hono<ShopEnv>();
  app.onError((failure, c) => {
    if (!(failure instanceof Refusal)) {
      console.error(failure);
      return c.json({ error: { code: 'internal_error', message: 'something broke on our side' } }, 500);
    }
    if (!failure.isCertain) console.warn(`${failure.message}: ${String(failure.cause)}`);
    return c.json({ error: { code: failure.code, message: failure.message } }, failure.status as ContentfulStatusCode);
  });
  app.notFound((c) => c.json({ error: { code: 'unknown_path', message: 'there is nothing here' } }, 404));
  app.get('/health', (c) => c.json({ status: 'ok' }));
  // Only the gateway can be reached from outside, and it overwrites this header: behind it the header is believed.
  app.use(async (c, next) => {
    c.set('caller', c.req.header('x-user-id'));
    await next();
  });
  return app;
}

export async function readObject(c: Context): Promise<Record<string, unknown>> {
  const body: unknown = await c.req.json().catch(() => null);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('the body must be a JSON object');
  return body as Record<string, unknown>;
}

export function requiredQuery(c: Context, name: string): string {
  const value = c.req.query(name);
  if (!value) throw invalid(`the query parameter ${name} is missing`);
  return value;
}

/** Without a token anybody may ask for anybody: the lessons on identity change that. */
export function mustBeOwn(c: Context<ShopEnv>, userId: string): void {
  const caller = c.get('caller');
  if (caller && caller !== userId) throw new Refusal(403, 'not_yours', 'this belongs to somebody else');
}
