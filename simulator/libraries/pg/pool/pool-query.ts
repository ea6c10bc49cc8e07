import type { PgClient } from '../client.ts';
import type { QueryCallback } from '../query.ts';
import type { Result } from '../result.ts';

export type Release = (error?: Error | boolean) => void;
export type LoanCallback = (error: Error | undefined, client: PgClient | undefined, done: Release) => void;

/** `pool.query`: a client is borrowed for one query, and thrown away if it failed. */
export function queryWithLoan(
  loan: (callback: LoanCallback) => void,
  text: unknown,
  values: unknown,
  callback: QueryCallback,
): void {
  loan((error, client, done) => {
    if (error || !client) return callback(error);
    let released = false;
    const onError = (clientError: Error): void => {
      if (released) return;
      released = true;
      done(clientError);
      callback(clientError);
    };
    client.whenLost = onError;
    try {
      void client.query(text, values, (queryError: Error | null, result?: Result | Result[]) => {
        if (released) return;
        client.whenLost = null;
        released = true;
        done(queryError ?? undefined);
        callback(queryError, result);
      });
    } catch (thrown) {
      done(thrown as Error);
      callback(thrown);
    }
  });
}
