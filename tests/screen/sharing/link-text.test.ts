import { describe, expect, test } from 'vitest';
import { checksumOf } from '../../../src/session/sharing/checksum.ts';
import { deflated } from '../../../src/session/sharing/deflate.ts';
import { readLink, writeLink } from '../../../src/session/sharing/link-text.ts';
import type { SharedRun } from '../../../src/session/sharing/shared-run.ts';

const run: SharedRun = {
  fleet: {
    title: 'Größer',
    template: 'services',
    entry: 'services.fleet.yaml',
    files: { 'services/payments.ts': "export default { fetch: () => new Response('☂') }" },
  },
  seed: 'a seed',
  actions: [
    { atUs: 1_000_000, verb: 'kill', target: 'payments', sizes: {}, forUs: 5 },
    { atUs: 2_000_000, verb: 'slow', target: 'orders', sizes: { by: '5ms' } },
  ],
  atUs: 4_000_000,
  digest: '0123456789abcdef',
};

/** Whatever bytes, wrapped as a link is. */
function linkOf(packed: Uint8Array<ArrayBuffer>, version = 1): string {
  const bytes = new Uint8Array(4 + packed.length);
  new DataView(bytes.buffer).setUint32(0, checksumOf(packed));
  bytes.set(packed, 4);
  return `${version}.${Buffer.from(bytes).toString('base64url')}`;
}

const packedText = (text: string) => deflated(new TextEncoder().encode(text));

test('a run comes out of its link as it went in, and the link has only letters that an address may have', async () => {
  const link = await writeLink(run);
  expect(link).toMatch(/^1\.[\w-]+$/);
  expect(await readLink(link)).toEqual({ ok: true, run });
});

test('the checksum is that of everybody', () => {
  expect(checksumOf(new TextEncoder().encode('123456789')).toString(16)).toBe('cbf43926');
});

describe('a link is refused', () => {
  test('with any one letter changed, left out at the end, or added', async () => {
    const link = await writeLink(run);
    for (let at = 2; at < link.length; at++) {
      const other = link[at] === 'A' ? 'B' : 'A';
      expect((await readLink(link.slice(0, at) + other + link.slice(at + 1))).ok, `letter ${at}`).toBe(false);
      expect(await readLink(link.slice(0, at)), `cut at ${at}`).toMatchObject({ ok: false });
    }
    for (const more of ['A', 'AAAA', '%20', ' and so on', '&utm_source=x'])
      expect(await readLink(link + more)).toEqual({ ok: false, why: 'is damaged' });
  });

  test('of another version, without a look at what is in it', async () => {
    expect(await readLink('2.AAAA')).toEqual({ ok: false, why: 'is of another version' });
    expect(await readLink((await writeLink(run)).replace(/^1/, '999999'))).toEqual({
      ok: false,
      why: 'is of another version',
    });
  });

  test.each(['', '1.', '1', 'x', '1.AAAA', '1.AAAAAAAA', '<script>', '1.%41', '١.AAAA'])(
    'that is just "%s"',
    async (text) => {
      expect(await readLink(text)).toEqual({ ok: false, why: 'is damaged' });
    },
  );

  test.each([
    ['no JSON', 'name: tea'],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['no fleet', JSON.stringify({ ...run, fleet: null })],
    ['files that are no texts', JSON.stringify({ ...run, fleet: { ...run.fleet, files: { 'a.ts': 1 } } })],
    ['a fleet without its fleet file', JSON.stringify({ ...run, fleet: { ...run.fleet, template: null } })],
    ['a moment before the start', JSON.stringify({ ...run, atUs: -1 })],
    ['a moment that never comes', JSON.stringify({ ...run, atUs: 1e300 })],
    ['a seed without end', JSON.stringify({ ...run, seed: '7'.repeat(65) })],
    ['an action without a verb', JSON.stringify({ ...run, actions: [{ atUs: 1, target: 'a', sizes: {} }] })],
    ['an action that is a text', JSON.stringify({ ...run, actions: ['kill payments'] })],
  ])('whose content is %s, though its checksum is right', async (_what, text) => {
    expect(await readLink(linkOf(await packedText(text)))).toEqual({ ok: false, why: 'is damaged' });
  });

  test('whose bytes are not packed at all', async () => {
    expect(await readLink(linkOf(new Uint8Array(100).fill(255)))).toEqual({ ok: false, why: 'is damaged' });
  });
});

test('a link that unpacks to a thousand times its size is refused after a few megabytes of it', async () => {
  const zeros = await deflated(new Uint8Array(80_000_000));
  expect(zeros.length).toBeLessThan(100_000);
  const before = process.memoryUsage().arrayBuffers;
  expect(await readLink(linkOf(zeros))).toEqual({ ok: false, why: 'is too big' });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
});

test('what is more than an own field of a run does not come along, and no key changes what all objects inherit', async () => {
  const text = JSON.stringify(run).replace('"seed"', '"more":1,"__proto__":{"bad":1},"seed"');
  const read = await readLink(linkOf(await packedText(text)));
  expect(read).toEqual({ ok: true, run });
  expect(({} as { bad?: number }).bad).toBeUndefined();
});
