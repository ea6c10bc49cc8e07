/** HTTP as it crosses the simulated network: whole messages, bodies buffered, names of headers in lower case. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[];

export interface HttpBody {
  readonly text: string;
  /** Set when `text` is base64 of bytes that are not UTF-8 text. */
  readonly base64?: true;
}

export interface HttpRequest {
  readonly method: string;
  /** Path and query: `/orders?user=u1`. */
  readonly path: string;
  /** Host name as the caller wrote it: the service's name. */
  readonly host: string;
  readonly headers: HeaderPairs;
  readonly body: HttpBody | null;
}

export interface HttpResponse {
  readonly status: number;
  readonly statusText?: string;
  readonly headers: HeaderPairs;
  readonly body: HttpBody | null;
}

export function headerOf(headers: HeaderPairs, name: string): string | undefined {
  for (const [key, value] of headers) if (key === name) return value;
  return undefined;
}
