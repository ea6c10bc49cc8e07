import { expect, test } from 'vitest';
import { faults } from '../../faults/catalogue.ts';
import { changeOf } from './catalogue.ts';
import { changeVerbs } from '../../wire/view/change-verbs.ts';

test('every verb that is known to change a fleet does, and no other', () => {
  for (const verb of changeVerbs) expect(changeOf(verb)?.verb).toBe(verb);
  for (const verb of [...faults.map((fault) => fault.verb), 'undo', 'restore', 'request'])
    expect(changeOf(verb)).toBeUndefined();
});
