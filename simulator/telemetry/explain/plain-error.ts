/** What sockets say, as the beginning of a text, and what it means; the span keeps it as it was said. */
const meanings: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody was there to take the call',
  ECONNRESET: 'the connection broke off',
  EHOSTUNREACH: 'there was no way to get there',
  ENOTFOUND: 'nothing has that name',
  ETIMEDOUT: 'no connection came about',
};

const ofSocket = /^(?:connect|read|write|getaddrinfo) (E[A-Z]+)(?: [\w.-]+(?::\d+)?)?/;

/** `connect ECONNREFUSED payments:80: it was killed` as somebody says it who has never met a socket. */
export function plainError(error: string): string {
  return error.replace(ofSocket, (said, code: string) => meanings[code] ?? said);
}
