/** A line on a terminal while a long run goes on; silence anywhere else. Also lets the process hear its signals. */
export function startProgress(
  wholeUs: number,
  quiet: boolean,
): { breathe(nowUs: number): Promise<void> | null; end(): void } {
  const shows = !quiet && process.stderr.isTTY;
  let lastLook = Date.now();
  let shown = false;
  return {
    breathe: (nowUs) => {
      const now = Date.now();
      if (now - lastLook < 100) return null;
      lastLook = now;
      if (shows) {
        shown = true;
        process.stderr.write(`\r${(nowUs / 1_000_000).toFixed(1)} s of ${wholeUs / 1_000_000} s`);
      }
      return new Promise((resolve) => setImmediate(resolve));
    },
    end: () => {
      if (shown) process.stderr.write('\r\u001b[K');
    },
  };
}
