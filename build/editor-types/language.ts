/**
 * The language that services are written in, for whoever checks their types. Of its library what a process really has: no
 * shared memory, no weak references, no Intl beyond what is declared beside this.
 */
export const serviceLanguage = {
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'bundler',
  moduleDetection: 'force',
  lib: [
    'ES5',
    ...['Core', 'Collection', 'Generator', 'Iterable', 'Promise', 'Proxy', 'Reflect', 'Symbol', 'Symbol.WellKnown'].map(
      (part) => `ES2015.${part}`,
    ),
    'ES2016.Array.Include',
    ...['Object', 'String', 'TypedArrays'].map((part) => `ES2017.${part}`),
    ...['AsyncGenerator', 'AsyncIterable', 'Promise', 'Regexp'].map((part) => `ES2018.${part}`),
    ...['Array', 'Object', 'String', 'Symbol'].map((part) => `ES2019.${part}`),
    ...['BigInt', 'Promise', 'String', 'Symbol.WellKnown'].map((part) => `ES2020.${part}`),
    ...['Promise', 'String'].map((part) => `ES2021.${part}`),
    ...['Array', 'Error', 'Object', 'RegExp', 'String'].map((part) => `ES2022.${part}`),
    ...['Array', 'Collection'].map((part) => `ES2023.${part}`),
  ],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  allowJs: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  erasableSyntaxOnly: true,
  types: [],
} as const;
