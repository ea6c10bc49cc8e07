const texts = import.meta.glob<string>('../../../lessons/ferry/**/*.{yaml,ts}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The ferry as its files, by their paths beside its fleet file. */
export const ferryFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [path.replace(/^(\.\.\/)+lessons\/ferry\//, ''), text]),
);
