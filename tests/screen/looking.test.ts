import { expect, test } from 'vitest';
import { Looking } from '../../src/session/engine/past/looking.ts';

test('whoever drags through time sees the first and the last moment, and waits for none in between', async () => {
  const looking = new Looking();
  const shown: number[] = [];
  const bring = async (atUs: number) => () => void shown.push(atUs);
  await Promise.all([1, 2, 3, 4].map((atUs) => looking.look(atUs, bring)));
  expect(shown).toEqual([1, 4]);
});

test('a picture that comes when somebody is back at now is not shown', async () => {
  const looking = new Looking();
  const shown: number[] = [];
  const looked = looking.look(1, async (atUs) => () => void shown.push(atUs));
  looking.end();
  await looked;
  expect(shown).toEqual([]);
});
