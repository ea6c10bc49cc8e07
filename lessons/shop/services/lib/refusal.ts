/** A request that cannot be granted. It becomes an answer to the client; any other error is a bug and becomes a 500. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }

  /** 4xx: somebody looked at the request and said no. With 5xx nobody knows what was done. */
  get isCertain(): boolean {
    return this.status < 500;
  }
}

export const invalid = (message: string): Refusal => new Refusal(400, 'invalid_request', message);

export const unavailable = (service: string, cause: unknown): Refusal =>
  new Refusal(503, `${service}_unavailable`, `${service} cannot be reached or did not answer properly`, cause);
