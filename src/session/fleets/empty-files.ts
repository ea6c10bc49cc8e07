const texts = import.meta.glob<string>('../../../lessons/empty/**/*.{yaml,ts}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The fleet that others are made from, by its paths beside its fleet file. */
export const emptyFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(texts).map(([path, text]) => [path.replace(/^(\.\.\/)+lessons\/empty\//, ''), text]),
);
