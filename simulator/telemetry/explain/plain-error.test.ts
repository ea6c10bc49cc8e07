import { expect, test } from 'vitest';
import { plainError } from './plain-error.ts';

test.each([
  ['connect ECONNREFUSED payments:80: payments was killed', 'nobody was there to take the call: payments was killed'],
  ['connect EHOSTUNREACH orders-db:5432', 'there was no way to get there'],
  ['getaddrinfo ENOTFOUND paymnts: nothing is called paymnts', 'nothing has that name: nothing is called paymnts'],
  ['read ECONNRESET', 'the connection broke off'],
])('%s: %s', (said, plain) => expect(plainError(said)).toBe(plain));

test.each(['connect EWHATEVER payments:80', 'the queue is full', 'it said connect ECONNREFUSED payments:80'])(
  '%s is left as it was said',
  (said) => expect(plainError(said)).toBe(said),
);
