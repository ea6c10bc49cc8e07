/** How many traces it remembers what it said of. */
const rememberedMax = 20_000;

/**
 * Which traces are shown, when there are more messages than can be seen. What is said of a trace holds for all of its messages;
 * the share follows how many came of late. Nothing is drawn for it: a trace's own number decides.
 */
export class TraceSample {
  readonly #said = new Map<string, boolean>();
  #share = 1;

  /** Whether messages of this trace are shown. */
  shows(traceId: string): boolean {
    const said = this.#said.get(traceId);
    if (said !== undefined) return said;
    const shown = this.#share >= 1 || placeOf(traceId) < this.#share;
    this.#said.set(traceId, shown);
    if (this.#said.size > rememberedMax) this.#said.delete(this.#said.keys().next().value!);
    return shown;
  }

  /** So many came since the last time, and so many may be shown. */
  adapt(came: number, most: number): void {
    const fitting = came > most ? most / came : 1;
    // Back to more in steps, so that one quiet moment does not open the gates.
    this.#share = Math.max(0.0005, Math.min(fitting, this.#share * 2));
  }

  forget(): void {
    this.#said.clear();
    this.#share = 1;
  }
}

/** Between 0 and 1, the same for each of its messages. */
function placeOf(traceId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < traceId.length; index++)
    hash = Math.imul(hash ^ traceId.charCodeAt(index), 0x01000193) >>> 0;
  // Numbers that differ in their last digits only must not lie side by side.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4_294_967_296;
}
