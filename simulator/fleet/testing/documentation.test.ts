import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actionShapes, verbs } from '../action-shapes.ts';
import { fleetOf } from './fleet-files.ts';

const page = readFileSync(new URL('../../../docs/fleet-file.md', import.meta.url), 'utf8');

test('the example in the reference is a fleet', () => {
  const example = /```yaml\n([^]*?)```/.exec(page)![1]!;
  const services = ['gateway', 'orders', 'payments'].map((name): [string, string] => [`services/${name}.ts`, '']);
  const files = { 'shop.fleet.yaml': example, 'stores/orders.sql': '', ...Object.fromEntries(services) };
  const fleet = fleetOf(files, 'shop.fleet.yaml');
  expect(fleet.services.map((service) => service.name)).toEqual(['gateway', 'orders', 'payments', 'search', 'catalog']);
  expect(fleet.script).toHaveLength(2);
});

test('the reference tells every verb with every size', () => {
  const section = page.slice(page.indexOf('## script'), page.indexOf('## extends'));
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  for (const verb of verbs) {
    const row = rows.find((line) => line.split('|')[1]!.includes(`\`${verb}\``)) ?? '';
    for (const size of Object.keys(actionShapes[verb].sizes)) expect(`${verb}: ${row}`).toContain(size);
    expect([verb, row === '']).toEqual([verb, false]);
  }
});
