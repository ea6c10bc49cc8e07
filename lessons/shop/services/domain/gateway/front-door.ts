import type { ShopApp } from '../../lib/app.ts';
import { Refusal } from '../../lib/refusal.ts';
import { verifyToken } from '../../lib/token.ts';
import { TokenBucket } from './rate-limit.ts';

const ratePerSecond = Number(process.env.RATE_LIMIT ?? 0);
const tokenRequired = process.env.AUTH === 'required';

/** These show or spend what belongs to one person. */
export const isPersonal = (path: string): boolean => /^\/(orders|notifications)(\/|$)/.test(path);

/** What happens once, before anything else: too many? and who is it? */
export function frontDoor(app: ShopApp): void {
  const bucket = ratePerSecond > 0 ? new TokenBucket(ratePerSecond, Date.now()) : null;
  app.use(async (c, next) => {
    if (bucket && !bucket.take(Date.now())) {
      c.header('retry-after', '1');
      throw new Refusal(429, 'too_many_requests', 'come back in a second');
    }
    const authorization = c.req.header('authorization');
    if (!authorization && tokenRequired && isPersonal(c.req.path)) {
      throw new Refusal(401, 'token_required', 'log in first');
    }
    c.set('caller', authorization ? await verifyToken(authorization) : undefined);
    await next();
  });
}
