import type { Bridge } from '../../../wire/bridge.ts';
import { asError, KafkaJSError, KafkaJSNonRetriableError, KafkaJSNumberOfRetriesExceeded } from './errors.ts';

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
  const jittered = (retryTime: number): number => {
    const spread = config.factor * retryTime;
    return Math.ceil(retryTime - spread + bridge.random('kafkajs retry').next() * 2 * spread);
  };
  return (attempt) =>
    new Promise((resolve, reject) => {
      let hasBailed = false;
      const bail = (error: Error) => {
        hasBailed = true;
        reject(error);
      };
      const attemptOnce = (retryTime: number, retryCount: number): void => {
        if (hasBailed) return;
        const nextRetryTime = Math.min(jittered(retryTime) * config.multiplier, config.maxRetryTime);
        attempt(bail, retryCount, retryTime).then(resolve, (thrown: unknown) => {
          const error = asError(thrown);
          if (!isRetriable(error)) reject(new KafkaJSNonRetriableError(error, { cause: error.cause ?? error }));
          else if (retryCount >= config.retries)
            reject(new KafkaJSNumberOfRetriesExceeded(error, { retryCount, retryTime }));
          else bridge.after(Math.round(retryTime * 1000), () => attemptOnce(nextRetryTime, retryCount + 1));
        });
      };
      attemptOnce(jittered(config.initialRetryTime), 0);
    });
}

function withoutUndefined(options: RetryOptions): RetryOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
