/** Handles batches with so many hands at once, all of them even when some fail; then the first failure is thrown. */
export function workThrough<Item>(
  items: readonly Item[],
  hands: number,
  handle: (item: Item) => Promise<void>,
): Promise<void> {
  return items.length === 1 ? handle(items[0]!) : workThroughMany(items, hands, handle);
}

async function workThroughMany<Item>(
  items: readonly Item[],
  hands: number,
  handle: (item: Item) => Promise<void>,
): Promise<void> {
  const failures = new Map<Item, unknown>();
  const queue = [...items];
  const work = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      try {
        await handle(item);
      } catch (thrown) {
        failures.set(item, thrown);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(hands, items.length)) }, work));
  for (const item of items) if (failures.has(item)) throw failures.get(item);
}
