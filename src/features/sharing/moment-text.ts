export function momentText(us: number): string {
  return `${(us / 1_000_000).toFixed(3)} s`;
}

export function countedText(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}
