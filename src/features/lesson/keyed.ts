/** A text does not change its order: a place in it is as good as a name. */
export function keyed<Item>(
  items: readonly Item[],
): { readonly key: string; readonly item: Item; readonly place: number }[] {
  return items.map((item, place) => ({ key: String(place), item, place }));
}
