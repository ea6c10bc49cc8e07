/** An error that knows which status it should become, as `http-errors` makes them. */
export class HttpError extends Error {
  readonly status: number;
  readonly statusCode: number;
  readonly expose: boolean;
  readonly type: string;
  constructor(status: number, message: string, type: string, name = 'HttpError') {
    super(message);
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true });
    this.status = status;
    this.statusCode = status;
    this.expose = status < 500;
    this.type = type;
  }
}

export function codedError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

export function notOffered(what: string, instead: string): Error {
  return codedError('ERR_NOT_SIMULATED', `${what} is not part of the simulated express: ${instead}`);
}
