import * as nodeCrypto from 'node:crypto';
import fc from 'fast-check';
import { jwtVerify, SignJWT } from 'jose';
import { expect, test, vi } from 'vitest';
import { TestWorld } from '../testing/test-world.ts';
import { hashAlgorithms, hmac } from './digest.ts';
import type { WebCrypto } from './web-crypto.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('digests and HMACs are those of OpenSSL', () => {
  const key = new TextEncoder().encode('secret');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 200 }), (message, secret) => {
      for (const hash of hashAlgorithms) {
        expect(hex(hash.digest(message))).toBe(nodeCrypto.createHash(hash.name).update(message).digest('hex'));
        expect(hex(hmac(hash, secret, message))).toBe(
          nodeCrypto.createHmac(hash.name, secret).update(message).digest('hex'),
        );
      }
    }),
    { seed: 7, numRuns: 60 },
  );
  for (const length of [55, 56, 63, 64, 111, 112, 119, 128]) {
    const message = new Uint8Array(length).fill(7);
    for (const hash of hashAlgorithms) {
      expect(hex(hmac(hash, key, message))).toBe(nodeCrypto.createHmac(hash.name, key).update(message).digest('hex'));
    }
  }
});

test('random values come from the seed and look like what they are', () => {
  const draw = (seed: string): string[] => {
    const crypto = new TestWorld(seed).get<WebCrypto>('crypto');
    return [crypto.randomUUID(), crypto.randomUUID(), hex(crypto.getRandomValues(new Uint8Array(16)))];
  };
  expect(draw('a')).toEqual(draw('a'));
  expect(new Set([...draw('a'), ...draw('b')]).size).toBe(6);
  expect(draw('a')[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  const { getRandomValues } = new TestWorld().get<WebCrypto>('crypto');
  expect(() => getRandomValues(new Uint8Array(70_000))).toThrow(
    expect.objectContaining({ name: 'QuotaExceededError' }),
  );
});

test('subtle signs and verifies HS256, digests, and refuses the rest in words', () => {
  const world = new TestWorld();
  const { subtle } = world.get<WebCrypto>('crypto');
  const data = new TextEncoder().encode('header.payload');
  const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
  const parameters = { name: 'HMAC', hash: 'SHA-256' };
  const key = world.settled(subtle.importKey('raw', secret, parameters, false, ['sign', 'verify'])).value as never;
  const signature = world.settled(subtle.sign('HMAC', key, data)).value as ArrayBuffer;
  expect(hex(new Uint8Array(signature))).toBe(nodeCrypto.createHmac('sha256', secret).update(data).digest('hex'));
  expect(world.settled(subtle.verify('HMAC', key, signature, data)).value).toBe(true);
  expect(world.settled(subtle.verify('HMAC', key, new Uint8Array(32), data)).value).toBe(false);
  const digest = world.settled(subtle.digest('SHA-512', data)).value as ArrayBuffer;
  expect(hex(new Uint8Array(digest))).toBe(nodeCrypto.createHash('sha512').update(data).digest('hex'));
  expect(world.settled(subtle.exportKey('raw', key)).error).toMatchObject({ name: 'InvalidAccessError' });
  expect(world.settled(subtle.encrypt()).error).toMatchObject({ code: 'ERR_NOT_SIMULATED' });
  const rsa = subtle.importKey('raw', secret, { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign']);
  expect(world.settled(rsa).error).toMatchObject({
    message: expect.stringContaining('RSA-PSS is not part of the simulation'),
  });
});

test('jose makes tokens with it that real HMAC accepts, and refuses a forged one', async () => {
  const world = new TestWorld();
  vi.stubGlobal('crypto', world.get<WebCrypto>('crypto'));
  try {
    // jose itself runs on the host's promises here, which wait for the service's own: both queues take turns.
    const drained = async <Value>(promise: Promise<Value>): Promise<Value> => {
      let open = true;
      const closed = promise.finally(() => {
        open = false;
      });
      closed.catch(() => {});
      while (open) {
        world.jobs.drain();
        await Promise.resolve();
      }
      return closed;
    };
    const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
    const token = await drained(new SignJWT({ sub: 'u1' }).setProtectedHeader({ alg: 'HS256' }).sign(secret));
    const [header, payload, signature] = token.split('.');
    const expected = nodeCrypto.createHmac('sha256', secret).update(`${header}.${payload}`).digest('base64url');
    expect(signature).toBe(expected);
    expect((await drained(jwtVerify(token, secret))).payload).toEqual({ sub: 'u1' });
    const forged = `${header}.${payload}.${'A'.repeat(43)}`;
    await expect(drained(jwtVerify(forged, secret))).rejects.toMatchObject({
      code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED',
    });
  } finally {
    vi.unstubAllGlobals();
  }
});
