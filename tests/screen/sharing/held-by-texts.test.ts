import { expect, test } from 'vitest';
import type { Action } from '../../../simulator/index.ts';
import { withoutWhatTextsHold } from '../../../src/session/sharing/held-by-texts.ts';
import { packed } from '../../../src/session/fleets/parcel.ts';
import { withChanges } from '../../../src/session/work/fleet-source.ts';
import { watchedText } from '../../support/watched-fleet.ts';

const entry = 'tea/fleet.yaml';
const [pot, cup] = ['services/pot.ts', 'services/cup.ts'];
const file = `
services: { pot: { code: ${pot} }, cup: { code: ${cup} } }
processes: { pot: { services: [pot] }, cup: { services: [cup] } }
traffic: { sips: { to: pot, request: GET /, rate: 5/s } }
`;
const code = "import express from 'express';\nexpress().listen(8080);\n";
const source = {
  ...{ id: 'tea', title: 'Tea', entry, by: 'flotilla' as const },
  files: { [entry]: file, [`tea/${pot}`]: code, [`tea/${cup}`]: code },
};
const version = (number: number): string => `${code}// ${number}\n`;

const action = (atS: number, verb: string, target: string, sizes: Action['sizes'] = {}): Action => {
  return { atUs: atS * 1_000_000, verb, target, sizes };
};
const deploy = (atS: number, number: number, path = pot) =>
  action(atS, 'deploy', path === pot ? 'pot' : 'cup', { files: { [path]: version(number) } });
const undo = (atS: number, fault: number) => action(atS, 'undo', '', { fault });

/** What is left of what was done to the fleet for so many seconds, with texts that were changed by then. */
async function remaining(actions: readonly Action[], changes: Readonly<Record<string, string>>) {
  const { run, driver } = await watchedText(file, { [pot]: code, [cup]: code });
  for (const each of actions) run.actions.schedule(each);
  await driver.advance(10_000_000);
  const happenings = await driver.ask({ about: 'happenings' });
  const began = await packed(source);
  const left = await packed(withChanges(source, changes));
  const shared = { fleet: began, seed: '7', actions, atUs: driver.nowUs, digest: '' };
  return withoutWhatTextsHold(shared, left, happenings);
}

test('code that was changed since is not rolled back by the deployment of an older version', async () => {
  expect(await remaining([deploy(1, 2), deploy(2, 2, cup)], { [pot]: version(3) })).toEqual([deploy(2, 2, cup)]);
});

test('of a deployment that has other files as well those stay', async () => {
  const both = action(1, 'deploy', 'pot', { files: { [pot]: version(2), 'services/leaf.ts': 'green' }, version: 'v2' });
  expect(await remaining([both], { [pot]: version(3) })).toEqual([
    { ...both, sizes: { files: { 'services/leaf.ts': 'green' }, version: 'v2' } },
  ]);
});

test('what was made of the fleet is in its file where that was changed, and is done again where it was not', async () => {
  const made = [action(1, 'scale', 'cup', { replicas: 2 }), action(2, 'move', 'cup', { to: 'pot' })];
  const kill = action(3, 'kill', 'pot');
  expect(await remaining([...made, kill], { 'fleet.yaml': `${file}# changed` })).toEqual([kill]);
  expect(await remaining([...made, kill], { [pot]: version(2) })).toEqual([...made, kill]);
});

test('an undo is of the same fault as it was, whatever is left out before it, and of what is left out there is none', async () => {
  const [slow, loss] = [action(1, 'slow', 'cup', { times: 2 }), action(4, 'loss', 'sips -> pot', { rate: 0.5 })];
  const refused = action(2, 'move', 'cup', { to: 'cup' });
  const done = [slow, refused, deploy(3, 2), loss, undo(5, 2), undo(6, 3), undo(7, 1)];
  expect(await remaining(done, { [pot]: version(3), 'fleet.yaml': `${file}# changed` })).toEqual([
    ...[slow, loss],
    undo(6, 2),
    undo(7, 1),
  ]);
});
