import { describe, expect, test } from 'vitest';
import { broughtTexts, fleetFile } from '../../../src/session/sharing/brought-texts.ts';
import { runFile } from '../../../src/session/sharing/run-file.ts';
import { OwnFleets } from '../../../src/session/fleets/own-fleets.ts';
import type { FleetStorage } from '../../../src/session/fleets/own-fleets.ts';
import type { Parcel } from '../../../src/session/fleets/parcel.ts';
import type { SharedRun } from '../../../src/session/sharing/shared-run.ts';

const parcel: Parcel = {
  title: 'Tea',
  template: null,
  entry: 'tea.fleet.yaml',
  files: { 'tea.fleet.yaml': 'name: Tea\nservices: { pot: {} }', 'services/pot.ts': 'export default 1' },
};

describe('what is brought along', () => {
  test('a pasted fleet file is a fleet by its name', () => {
    const text = 'name: "Tea house" # open\nservices: {}';
    expect(broughtTexts([{ path: 'fleet.yaml', text }])).toEqual({
      what: 'a fleet',
      parcel: { title: 'Tea house', template: null, entry: 'fleet.yaml', files: { 'fleet.yaml': text } },
    });
  });

  test('of a folder the fleet file at its top is the entry, and where the folder lay is of no matter', () => {
    const brought = broughtTexts(
      ['services/pot.ts', 'old/fleet.yaml', 'tea.fleet.yaml', 'README.md', 'stores/pot.sql'].map((path) => ({
        path: `mine/tea/${path}`,
        text: path,
      })),
    );
    expect(brought).toMatchObject({ what: 'a fleet', parcel: { title: 'tea', entry: 'tea.fleet.yaml' } });
    expect(brought.what === 'a fleet' && Object.keys(brought.parcel.files)).toEqual([
      'services/pot.ts',
      'old/fleet.yaml',
      'tea.fleet.yaml',
      'stores/pot.sql',
    ]);
  });

  test('a saved fleet and a saved run come back as they were', () => {
    expect(broughtTexts([{ path: 'a.json', text: fleetFile(parcel) }])).toEqual({ what: 'a fleet', parcel });
    const run: SharedRun = { fleet: parcel, seed: '7', actions: [], atUs: 5, digest: 'd' };
    expect(broughtTexts([{ path: 'a.json', text: runFile(run) }])).toEqual({ what: 'a run', read: { ok: true, run } });
  });

  test.each([
    ['nothing', []],
    ['a picture', [{ path: 'a.png', text: '' }]],
    ['code alone', [{ path: 'services/a.ts', text: '' }]],
    [
      'a saved fleet of another version',
      [{ path: 'a.json', text: fleetFile(parcel).replace('"version": 1', '"version": 2') }],
    ],
    ['a saved fleet without its fleet file', [{ path: 'a.json', text: fleetFile({ ...parcel, files: {} }) }]],
  ])('%s is refused in words', (_what, given) => {
    expect(broughtTexts(given)).toMatchObject({ what: 'nothing', why: expect.stringMatching(/\.$/) });
  });
});

function drawer(kept = new Map<string, string>(), isFull = () => false): FleetStorage {
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => {
      if (isFull()) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, text);
    },
    removeItem: (key) => void kept.delete(key),
  };
}

describe('fleets of one’s own', () => {
  test('are there after a reload, by their names, renamed and taken away as they were left', () => {
    const storage = drawer();
    const own = new OwnFleets(storage);
    const tea = own.add(parcel);
    const ale = own.add({ ...parcel, title: 'Ale' });
    own.rename(tea, ' Water ');
    own.rename(ale, '  ');
    const titles = (fleets: OwnFleets) => fleets.getState().fleets.map((fleet) => fleet.parcel.title);
    expect(titles(new OwnFleets(storage))).toEqual(['Ale', 'Water']);
    own.remove(ale);
    expect(titles(new OwnFleets(storage))).toEqual(['Water']);
    own.putBack();
    expect(titles(new OwnFleets(storage))).toEqual(['Ale', 'Water']);
    expect(own.getState().removed).toBeNull();
  });

  test('that cannot be read stay where they are, and hinder no other', () => {
    const kept = new Map([
      ['flotilla.fleet.own-a', '{"version":1,"title":'],
      ['flotilla.fleet.own-b', '{"version":9}'],
      ['flotilla.fleet.own-c', JSON.stringify({ version: 1, ...parcel })],
    ]);
    expect(new OwnFleets(drawer(kept)).getState().fleets.map(({ id }) => id)).toEqual(['own-c']);
    expect(kept.size).toBe(3);
  });

  test('that the browser does not keep last while the page is open, and that is said', () => {
    for (const storage of [null, drawer(new Map(), () => true)]) {
      const own = new OwnFleets(storage);
      const id = own.add(parcel);
      expect(own.find(id)).toEqual(parcel);
      expect(own.getState().isSaved).toBe(false);
    }
  });
});
