const texts = import.meta.glob<string>('../../../lessons/shop/**/*.{yaml,sql,ts}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The shop as its files, by their paths beside its fleet files. */
export const shopFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [path.replace(/^(\.\.\/)+lessons\/shop\//, ''), text]),
);
