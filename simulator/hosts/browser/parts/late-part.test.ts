import { expect, test } from 'vitest';
import { latePart } from './late-part.ts';

test('a part of the engine is fetched when it is first needed, once', async () => {
  const asked: string[] = [];
  const part = latePart<{ readonly cups: number }>(async (name) => {
    asked.push(name);
    return 'exports.cups = 3;';
  }, 'tea');
  expect(asked).toEqual([]);
  expect((await part()).cups).toBe(3);
  expect(await part()).toBe(await part());
  expect(asked).toEqual(['part/tea.js']);
});

test('a part that could not be had is asked for again', async () => {
  let isCut = true;
  const part = latePart<{ readonly cups: number }>(async () => {
    if (isCut) throw new Error('there was no answer');
    return 'exports.cups = 3;';
  }, 'tea');
  await expect(part()).rejects.toThrow('there was no answer');
  isCut = false;
  expect((await part()).cups).toBe(3);
});
