import type { FailureCode } from '../../../wire/packet.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Every failure of fetch is this TypeError; what happened is in its cause, as undici has it. */
export function fetchFailed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause });
}

function namedError(name: string, code: string, message: string): Error {
  const error = new Error(message);
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true, enumerable: false });
  return Object.assign(error, { code });
}

export function causeOf(code: FailureCode, { host, port }: Address): Error {
  switch (code) {
    case 'ECONNREFUSED':
      return connectError(code, -111, host, port);
    case 'EHOSTUNREACH':
      return connectError(code, -113, host, port);
    case 'ENOTFOUND':
      return Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
        errno: -3008,
        code,
        syscall: 'getaddrinfo',
        hostname: host,
      });
    case 'ETIMEDOUT':
      return namedError('ConnectTimeoutError', 'UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error');
    case 'ECONNRESET':
      // The peer's process ended after it had read the request: its system closes the socket in good order.
      return namedError('SocketError', 'UND_ERR_SOCKET', 'other side closed');
  }
}

function connectError(code: string, errno: number, host: string, port: number): Error {
  const error = new Error(`connect ${code} ${host}:${port}`);
  return Object.assign(error, { errno, code, syscall: 'connect', address: host, port });
}

export function headersTimeout(): Error {
  return namedError('HeadersTimeoutError', 'UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error');
}

export function bodyTooLarge(what: string, bytes: number, maxBytes: number): Error {
  const megabytes = (size: number): string => `${(size / 1024 / 1024).toFixed(1)} MB`;
  const limit = `the simulated network carries bodies of at most ${megabytes(maxBytes)}`;
  return namedError('Error', 'ERR_BODY_TOO_LARGE', `the body of ${what} has ${megabytes(bytes)}: ${limit}`);
}
