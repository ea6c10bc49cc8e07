const address = /\bhttps?:\/\/([A-Za-z0-9][\w.-]*)/g;

/** Hosts of which an address stands in it. */
export function hostsIn(text: string): string[] {
  return [...text.matchAll(address)].map((match) => match[1]!);
}
