import { expect, test } from 'vitest';
import { Preparation } from './preparation.ts';
import type { ReadyFleet } from '../../fleet/ready/ready-fleet.ts';

const deploy = { verb: 'deploy', target: 'shop', sizes: { files: { 'shop.ts': 'import "zod"' } } };
const compiled = { ok: true, format: 'esm', code: '', libraries: ['zod'] } as never;

const twice = [{ files: { 'lib.ts': 'shared' } }, { files: { 'lib.ts': 'shared' } }];
const fleet = { fleet: { services: twice, script: [], links: [] }, files: [] } as unknown as ReadyFleet;

/** Libraries and parts come by the network, which fails so many times first. */
function preparationAfter(failures: { library?: number; changes?: number }) {
  const left = { library: 0, changes: 0, ...failures };
  const fetched = async (what: keyof typeof left, text: string): Promise<string> => {
    if (left[what]-- > 0) throw new Error(`${text} could not be fetched`);
    return text;
  };
  return new Preparation({
    compile: async () => compiled,
    library: (name) => fetched('library', name),
    changes: () => fetched('changes', 'how to change a fleet'),
  });
}

test('each text, library and part is handed over once', async () => {
  const preparation = preparationAfter({});
  expect(await preparation.ofAction(deploy)).toMatchObject({
    files: [{ path: 'shop.ts' }],
    shelf: { zod: 'zod' },
    changes: 'how to change a fleet',
  });
  expect(await preparation.ofAction(deploy)).toEqual({ files: [], shelf: {}, changes: null });
});

test('what two services share is prepared once', async () => {
  expect((await preparationAfter({}).ofFleet(fleet)).files).toHaveLength(1);
});

test.each([{ library: 1 }, { changes: 1 }])(
  'what could not be had whole, for %o, is had whole the next time',
  async (failures) => {
    const preparation = preparationAfter(failures);
    await expect(preparation.ofAction(deploy)).rejects.toThrow('could not be fetched');
    expect(await preparation.ofAction(deploy)).toMatchObject({
      files: [{ path: 'shop.ts' }],
      shelf: { zod: 'zod' },
      changes: 'how to change a fleet',
    });
  },
);
