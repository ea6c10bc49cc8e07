/** A mark in the browser's own list of times, once what is decided by now is on the screen: for whoever measures the page. */
export function markPainted(name: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(name)));
}
