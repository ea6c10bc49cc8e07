const texts = import.meta.glob<string>('../../lessons/shop/**/*.{yaml,sql,ts}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The shop as its files, by their paths in the repository. */
export const shopFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [path.replace(/^(\.\.\/)+/, ''), text]),
);
