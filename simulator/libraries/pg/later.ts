/** What Node's `process.nextTick` does for `pg`: after the present code, in the same turn. */
export function later(run: () => void): void {
  void Promise.resolve().then(run);
}
