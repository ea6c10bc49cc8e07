interface Size {
  readonly width: number;
  readonly height: number;
}

const pointsMost = 130;

/** A line through values, from the first to the last over the whole width, zero at the bottom. */
export function sparkPath(values: readonly number[], { width, height }: Size, above: number): string {
  const shown = thinned(values);
  const most = Math.max(...shown, 1e-9);
  const step = shown.length > 1 ? width / (shown.length - 1) : 0;
  const points = shown.map((value, index) => {
    const y = height - 1 - (value / most) * (height - above - 2);
    return `${(index * step).toFixed(1)},${y.toFixed(1)}`;
  });
  return points.length > 0 ? `M${points.join('L')}` : '';
}

/** More points than there is room for are told by their means. */
function thinned(values: readonly number[]): number[] {
  const each = Math.ceil(values.length / pointsMost);
  const means: number[] = [];
  for (let start = 0; start < values.length; start += each) {
    const some = values.slice(start, start + each);
    means.push(some.reduce((sum, value) => sum + value, 0) / some.length);
  }
  return means;
}
