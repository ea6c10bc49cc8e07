const legacyCodes: Readonly<Record<string, number>> = {
  IndexSizeError: 1,
  NotFoundError: 8,
  NotSupportedError: 9,
  InvalidStateError: 11,
  SyntaxError: 12,
  InvalidAccessError: 15,
  NetworkError: 19,
  AbortError: 20,
  QuotaExceededError: 22,
  TimeoutError: 23,
  DataCloneError: 25,
};

/** Own, because the host's is not to be reached: it differs by engine and a worker's realm is emptied of it. */
export class DOMException extends Error {
  static readonly ABORT_ERR = 20;
  static readonly TIMEOUT_ERR = 23;
  static readonly DATA_CLONE_ERR = 25;
  readonly #name: string;
  constructor(message = '', options: string | { name?: string; cause?: unknown } = 'Error') {
    super(String(message), typeof options === 'object' && 'cause' in options ? { cause: options.cause } : undefined);
    this.#name = typeof options === 'object' ? (options.name ?? 'Error') : String(options);
  }
  override get name(): string {
    return this.#name;
  }
  get code(): number {
    return legacyCodes[this.#name] ?? 0;
  }
  get [Symbol.toStringTag](): string {
    return 'DOMException';
  }
}

export function abortError(): DOMException {
  return new DOMException('This operation was aborted', 'AbortError');
}

export function timeoutError(): DOMException {
  return new DOMException('The operation was aborted due to timeout', 'TimeoutError');
}
