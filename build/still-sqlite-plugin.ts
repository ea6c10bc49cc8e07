import type { Plugin } from 'rolldown';

/**
 * SQLite's glue asks for the time (of its in-memory files) and for chance (in their names). It gets neither the host's clock
 * nor the host's chance, and goes on working where both have been taken from the realm.
 */
const surroundings = `
const Promise = globalThis.Promise;
const Date = class extends globalThis.Date {
  constructor(...given) { super(...(given.length > 0 ? given : [0])); }
  static now() { return 0; }
};
let namedFiles = 0;
const Math = Object.create(globalThis.Math, { random: { value: () => ++namedFiles / 4294967296 } });
const crypto = { getRandomValues: (bytes) => bytes.fill(7) };
`;

export function stillSqlitePlugin(): Plugin {
  return {
    name: 'still-sqlite',
    transform: {
      filter: { id: /sql\.js\/dist\/sql-wasm-browser\.js$/ },
      handler: (code) => ({ code: surroundings.replaceAll('\n', ' ') + code, map: null }),
    },
  };
}
