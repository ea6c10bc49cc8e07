import type { Hono } from 'hono';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ShopEnv } from '../../lessons/shop/services/lib/app.ts';

const secret = 'a secret of at least thirty-two bytes';

/** Services read their environment when they start, so each test starts its own. */
async function openDoor(environment: Record<string, string> = {}) {
  for (const [name, value] of Object.entries({ TOKEN_SECRET: secret, ...environment })) vi.stubEnv(name, value);
  const { createApp } = await import('../../lessons/shop/services/lib/app.ts');
  const { frontDoor } = await import('../../lessons/shop/services/domain/gateway/front-door.ts');
  const { signToken } = await import('../../lessons/shop/services/lib/token.ts');
  const app: Hono<ShopEnv> = createApp();
  frontDoor(app);
  for (const path of ['/orders', '/products']) app.get(path, (c) => c.json({ caller: c.get('caller') ?? null }));
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await app.request(path, { headers });
    return { status: response.status, body: await response.json(), retryAfter: response.headers.get('retry-after') };
  };
  return { ask, signToken };
}

describe('the front door', () => {
  beforeEach(() => vi.resetModules());
  afterEach(() => vi.unstubAllEnvs());

  test('lets anybody in without a token', async () => {
    const { ask } = await openDoor();
    expect(await ask('/orders')).toMatchObject({ status: 200, body: { caller: null } });
  });

  test('knows who comes with a token', async () => {
    const { ask, signToken } = await openDoor();
    const authorization = `Bearer ${await signToken('u7')}`;
    expect(await ask('/orders', { authorization })).toMatchObject({ status: 200, body: { caller: 'u7' } });
  });

  test('does not believe who somebody says to be', async () => {
    const { ask } = await openDoor();
    expect(await ask('/orders', { 'x-user-id': 'u7' })).toMatchObject({ body: { caller: null } });
  });

  test.each([
    ['is nonsense', 'Bearer nonsense'],
    ['is unsigned', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1NyJ9.'],
  ])('refuses a token that %s', async (_title, authorization) => {
    const { ask } = await openDoor();
    expect(await ask('/products', { authorization })).toMatchObject({
      status: 401,
      body: { error: { code: 'invalid_token' } },
    });
  });

  test.each([
    ['is signed by somebody else', 'another secret of at least 32 bytes', '1h'],
    ['has run out', secret, '-1s'],
  ])('refuses a token that %s', async (_title, key, lifetime) => {
    const { ask } = await openDoor();
    const token = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('u7')
      .setExpirationTime(lifetime)
      .sign(new TextEncoder().encode(key));
    expect(await ask('/orders', { authorization: `Bearer ${token}` })).toMatchObject({ status: 401 });
  });

  test('asks for a token where things are personal, when told to', async () => {
    const { ask } = await openDoor({ AUTH: 'required' });
    expect(await ask('/orders')).toMatchObject({ status: 401, body: { error: { code: 'token_required' } } });
    expect(await ask('/products')).toMatchObject({ status: 200 });
    expect(await ask('/health')).toMatchObject({ status: 200 });
  });

  test('turns away who comes too often, but not the health check', async () => {
    const { ask } = await openDoor({ RATE_LIMIT: '2' });
    vi.useFakeTimers({ now: Date.now(), toFake: ['Date'] });
    const answers = [await ask('/products'), await ask('/products'), await ask('/products'), await ask('/health')];
    vi.useRealTimers();
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429, 200]);
    expect(answers[2]).toMatchObject({ retryAfter: '1', body: { error: { code: 'too_many_requests' } } });
  });
});
