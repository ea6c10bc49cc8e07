/** What somebody picked here, and what was selected on the chart at that moment. */
export interface Picked {
  readonly name: string;
  readonly over: string | null;
}

/** What was pointed at last, here or on the chart; the first one while nobody has pointed at anything. */
export function chosenName(names: readonly string[], selected: string | null, pick: Picked | null): string | null {
  if (selected !== null && selected !== pick?.over) return selected;
  return pick && names.includes(pick.name) ? pick.name : (names[0] ?? null);
}
