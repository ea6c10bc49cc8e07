import type { Request } from '../message/request.ts';
import type { Response } from '../message/response.ts';

/** Goes on to the next handler: with an error to the error handlers, with 'route' or 'router' past the rest of one. */
export type Next = (error?: unknown) => void;
export type Handler = (request: Request, response: Response, next: Next) => unknown;
/** As a method, so that a handler may say what error it expects. */
export type ErrorHandler = {
  handle(error: unknown, request: Request, response: Response, next: Next): unknown;
}['handle'];
export type AnyHandler = Handler | ErrorHandler;
export type Handlers = AnyHandler | readonly Handlers[];

export function flattened(handlers: readonly Handlers[], where: string): AnyHandler[] {
  const list = (handlers as readonly unknown[]).flat(Infinity) as AnyHandler[];
  for (const handler of list) {
    if (typeof handler !== 'function') {
      throw new TypeError(
        `${where} requires a middleware function but got a ${handler === null ? 'null' : typeof handler}`,
      );
    }
  }
  return list;
}

/** Four parameters make an error handler; what throws or rejects goes to the next one. */
export function runHandler(
  handler: AnyHandler,
  error: unknown,
  request: Request,
  response: Response,
  next: Next,
): void {
  const handlesErrors = handler.length === 4;
  if (handlesErrors !== (error !== undefined)) {
    next(error);
    return;
  }
  try {
    const result = handlesErrors
      ? (handler as ErrorHandler)(error, request, response, next)
      : (handler as Handler)(request, response, next);
    if (isPromise(result)) result.then(undefined, (reason: unknown) => next(reason ?? new Error('Rejected promise')));
  } catch (thrown) {
    next(thrown ?? new Error('Something was thrown that is nothing'));
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
