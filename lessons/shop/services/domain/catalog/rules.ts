export type Product = { id: string; name: string; description: string; priceCents: number };

/** What is left of a search once `%`, `_` and the like, which mean something to LIKE, are gone. */
export function searchWords(query: string): string {
  return query
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

export const homePage = (featured: Product[]) => ({ name: 'The Flotilla shop', featured });
