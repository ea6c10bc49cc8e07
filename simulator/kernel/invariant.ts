/** A broken invariant is a fault of the simulator, never of the fleet: it ends the run with a message for its authors. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${message}`);
}
