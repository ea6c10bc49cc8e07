import type { FailureCode } from '../../wire/packet.ts';

const errorNumbers: Readonly<Record<FailureCode, number>> = {
  ECONNREFUSED: -111,
  ECONNRESET: -104,
  ENOTFOUND: -3008,
  ETIMEDOUT: -110,
  EHOSTUNREACH: -113,
};

/** As Node's `net` reports that no connection came about. */
export function connectError(code: FailureCode, host: string, port: number): Error {
  const errno = errorNumbers[code];
  if (code === 'ENOTFOUND') {
    const error = new Error(`getaddrinfo ENOTFOUND ${host}`);
    return Object.assign(error, { errno, code, syscall: 'getaddrinfo', hostname: host });
  }
  if (code === 'ECONNRESET') return Object.assign(new Error('read ECONNRESET'), { errno, code, syscall: 'read' });
  const error = new Error(`connect ${code} ${host}:${port}`);
  return Object.assign(error, { errno, code, syscall: 'connect', address: host, port });
}
