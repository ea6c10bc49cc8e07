/** What stands on the chart at this place of the screen. */
export function nodeIdAt(x: number, y: number): string | null {
  const node = document
    .elementsFromPoint(x, y)
    .map((element) => element.closest('.react-flow__node'))
    .find((element) => element !== null);
  return node?.getAttribute('data-id') ?? null;
}
