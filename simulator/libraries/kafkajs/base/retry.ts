import type { Bridge } from '../../../wire/bridge.ts';
import { asError, KafkaJSError, KafkaJSNonRetriableError, KafkaJSNumberOfRetriesExceeded } from './errors.ts';
import { sleep } from './turns.ts';

export interface RetryOptions {
  maxRetryTime?: number;
  initialRetryTime?: number;
  factor?: number;
  multiplier?: number;
  retries?: number;
  restartOnFailure?: (error: Error) => Promise<boolean>;
}

export const retryDefaults = { maxRetryTime: 30_000, initialRetryTime: 300, factor: 0.2, multiplier: 2, retries: 5 };

export type Attempt<Value> = (bail: (error: Error) => void, retryCount: number, retryTime: number) => Promise<Value>;
export type Retrier = <Value>(attempt: Attempt<Value>) => Promise<Value>;

/** Mistakes of the program, which no repetition cures: kafkajs gives up on them at once. */
const unrecoverableNames = ['RangeError', 'ReferenceError', 'SyntaxError', 'TypeError'];

function isRetriable(error: Error): boolean {
  if (unrecoverableNames.includes(error.name)) return false;
  return !(error instanceof KafkaJSError) || error.retriable;
}

/** Tries again after growing, slightly random pauses, as kafkajs does: `retries` times after the first attempt. */
export function createRetrier(bridge: Bridge, options: RetryOptions = {}): Retrier {
  const config = { ...retryDefaults, ...withoutUndefined(options) };
  const random = bridge.random('kafkajs retry');
  const jittered = (retryTime: number): number => {
    const spread = config.factor * retryTime;
    return Math.ceil(retryTime - spread + random.next() * 2 * spread);
  };
  return async (attempt) => {
    let bailed = null as Error | null;
    const bail = (error: Error) => void (bailed ??= error);
    let retryTime = jittered(config.initialRetryTime);
    for (let retryCount = 0; ; retryCount++) {
      try {
        const value = await attempt(bail, retryCount, retryTime);
        if (bailed === null) return value;
      } catch (thrown) {
        const error = asError(thrown);
        if (bailed === null && !isRetriable(error))
          throw new KafkaJSNonRetriableError(error, { cause: error.cause ?? error });
        if (bailed === null && retryCount >= config.retries)
          throw new KafkaJSNumberOfRetriesExceeded(error, { retryCount, retryTime });
      }
      if (bailed !== null) throw bailed;
      await sleep(bridge, retryTime);
      retryTime = Math.min(jittered(retryTime) * config.multiplier, config.maxRetryTime);
    }
  };
}

function withoutUndefined(options: RetryOptions): RetryOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
