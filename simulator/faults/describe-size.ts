/** For people: `500 ms`, `20 %`. */
export function describeDuration(us: unknown): string {
  return `${Number(us) / 1000} ms`;
}

export function describeShare(share: unknown): string {
  return `${Math.round(Number(share) * 1000) / 10} %`;
}
