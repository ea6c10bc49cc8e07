import { describe, expect, test } from 'vitest';
import { Random } from '../kernel/random.ts';
import { evaluateBodyTemplate, parseBodyTemplate } from './grammar/body-template.ts';
import type { Parsed } from './grammar/parsed.ts';
import { evaluateTemplate, evaluateTemplateValue, parseTemplate } from './template.ts';

function accepted<T>(result: Parsed<T>): T {
  if (!result.ok) throw new Error(result.expected);
  return result.value;
}

const values = (seed = 'seed') => ({ sequence: 7, user: 'u3', random: new Random(seed, 'checkout', 'requests') });
const filled = (text: string): string => evaluateTemplate(accepted(parseTemplate(text)), values());
const value = (text: string): unknown => evaluateTemplateValue(accepted(parseTemplate(text)), values());

describe('a template', () => {
  test('stands for itself where nothing is generated', () => {
    expect(filled('/orders?x={1}&y=$5')).toBe('/orders?x={1}&y=$5');
    expect(filled('')).toBe('');
  });

  test('takes the number of the request and the name of the user', () => {
    expect(filled('/users/${user}/orders/${ seq }')).toBe('/users/u3/orders/7');
  });

  test('writes the characters of an expression for $${', () => {
    expect(filled('costs $${seq} or ${seq}')).toBe('costs ${seq} or 7');
  });

  test('draws the same values from the same stream', () => {
    const text = '${int(1, 1000000)} ${uuid} ${pick(a, b, c, d, e, f, g, h)}';
    expect(filled(text)).toBe(filled(text));
    expect(filled(text)).not.toBe(evaluateTemplate(accepted(parseTemplate(text)), values('another seed')));
  });

  test('makes UUIDs of version 4', () => {
    const { random } = values();
    const template = accepted(parseTemplate('${uuid}'));
    const made = Array.from({ length: 200 }, () => evaluateTemplate(template, { ...values(), random }));
    for (const uuid of made)
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(made).size).toBe(200);
  });

  test('draws whole numbers between both ends, ends included', () => {
    const { random } = values();
    const template = accepted(parseTemplate('${int(-1, 2)}'));
    const drawn = Array.from({ length: 400 }, () => evaluateTemplateValue(template, { ...values(), random }));
    expect(new Set(drawn)).toEqual(new Set([-1, 0, 1, 2]));
  });

  test('picks by weight', () => {
    const { random } = values();
    const template = accepted(parseTemplate('${pick(hot: 90, cold: 10)}'));
    const drawn = Array.from({ length: 2000 }, () => evaluateTemplate(template, { ...values(), random }));
    const hot = drawn.filter((each) => each === 'hot').length;
    expect(hot).toBeGreaterThan(1740);
    expect(hot).toBeLessThan(1860);
  });

  test('alone in a body keeps its type', () => {
    expect(value('${seq}')).toBe(7);
    expect(value('${pick(5)}')).toBe(5);
    expect(value('${pick(p5)}')).toBe('p5');
    expect(value('0${seq}')).toBe('07');
  });

  test.each([
    '${',
    '${}',
    '${sequence}',
    '${int(5, 1)}',
    '${int(1)}',
    '${int(a, b)}',
    '${pick()}',
    '${pick(a, , b)}',
    '${pick(a: 0)}',
    '${pick(a: 1, b)}',
    '${seq',
  ])('%s is refused', (text) => expect(parseTemplate(text)).toMatchObject({ ok: false }));
});

test('a body is filled throughout, and what is not text stays what it is', () => {
  const body = { id: '${seq}', lines: [{ product: 'p-${user}', count: 2 }, null, true], note: '' };
  expect(evaluateBodyTemplate(accepted(parseBodyTemplate(body)), values())).toEqual({
    id: 7,
    lines: [{ product: 'p-u3', count: 2 }, null, true],
    note: '',
  });
  expect(parseBodyTemplate({ deep: [{ wrong: '${what}' }] })).toMatchObject({ ok: false });
});
