import { describe, expect, test } from 'vitest';
import { searchWords } from '../../lessons/shop/services/domain/catalog/rules.ts';
import { TokenBucket } from '../../lessons/shop/services/domain/gateway/rate-limit.ts';
import { parseHold } from '../../lessons/shop/services/domain/inventory/rules.ts';
import { cancelledMessage, placedMessage } from '../../lessons/shop/services/domain/notifications/rules.ts';
import { isOver, parsePlacement, publicOrder, type Order } from '../../lessons/shop/services/domain/orders/rules.ts';
import { limitCents, mustBeCharged, verdictOn } from '../../lessons/shop/services/domain/payments/rules.ts';
import { salesReport } from '../../lessons/shop/services/domain/reports/rules.ts';
import { parseProfile } from '../../lessons/shop/services/domain/users/rules.ts';
import { numberIn } from '../../lessons/shop/services/lib/ids.ts';

const order: Order = {
  id: 'o1',
  userId: 'u1',
  productId: 'p1',
  quantity: 2,
  totalCents: 5800,
  status: 'pending',
  reserved: true,
  paid: false,
};
const refusedWith = (status: number, code: string) => expect.objectContaining({ status, code });
const failureOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (failure) {
    return failure;
  }
};

describe('placing an order', () => {
  const placement = { userId: 'u1', productId: 'p1', quantity: 2 };

  test('needs a user, a product and a quantity, and nothing else is kept', () => {
    expect(parsePlacement({ ...placement, totalCents: 1 })).toEqual(placement);
  });

  test.each([
    { quantity: 0 },
    { quantity: 101 },
    { quantity: 1.5 },
    { quantity: '2' },
    { quantity: null },
    { userId: 1 },
    { userId: '' },
    { userId: '../u1' },
    { productId: 'p 1' },
    { productId: undefined },
  ])('%j is refused as invalid', (wrong) => {
    expect(failureOf(() => parsePlacement({ ...placement, ...wrong }))).toEqual(refusedWith(400, 'invalid_request'));
  });

  test('clients do not see what has been done behind the counter', () => {
    expect(Object.keys(publicOrder(order))).toEqual(['id', 'userId', 'productId', 'quantity', 'totalCents', 'status']);
  });

  test('an order is over when it failed, not while it is pending nor when it is confirmed', () => {
    const over = ['pending', 'confirmed', 'payment_failed', 'out_of_stock', 'cancelled'] as const;
    expect(over.filter((status) => isOver({ ...order, status }))).toEqual([
      'payment_failed',
      'out_of_stock',
      'cancelled',
    ]);
  });
});

describe('a payment', () => {
  test.each([
    [1712, 'charged'],
    [1713, 'declined'],
    [13, 'declined'],
    [1300, 'charged'],
    [limitCents, 'charged'],
    [limitCents + 1, 'declined'],
  ])('of %i cents is %s', (amountCents, status) => {
    expect(verdictOn(amountCents).status).toBe(status);
  });

  test.each(['declined', 'refunded', 'cancelled'] as const)('that is %s does not pay for an order', (status) => {
    const payment = { orderId: 'o1', amountCents: 1, status, reason: 'why' };
    expect(failureOf(() => mustBeCharged(payment))).toEqual(refusedWith(402, 'payment_declined'));
  });
});

describe('a reservation', () => {
  test.each([{ quantity: 0 }, { quantity: -1 }, { quantity: 0.5 }, { quantity: '1' }, { orderId: 7 }])(
    'of %j is refused',
    (wrong) => {
      const hold = { orderId: 'o1', productId: 'p1', quantity: 1 };
      expect(failureOf(() => parseHold({ ...hold, ...wrong }))).toEqual(refusedWith(400, 'invalid_request'));
    },
  );
});

describe('a user', () => {
  test('is known by a trimmed name and an address in small letters', () => {
    expect(parseProfile({ name: ' Ada ', email: 'Ada@Example.com' })).toEqual({
      name: 'Ada',
      email: 'ada@example.com',
    });
  });

  test.each([{ name: ' ' }, { name: 7 }, { name: 'A'.repeat(81) }, { email: 'ada' }, { email: 'a@b' }, { email: '' }])(
    'cannot register with %j',
    (wrong) => {
      const profile = { name: 'Ada', email: 'ada@example.com' };
      expect(failureOf(() => parseProfile({ ...profile, ...wrong }))).toEqual(refusedWith(400, 'invalid_request'));
    },
  );
});

describe('ids', () => {
  test.each([
    ['u1', 1],
    ['u20', 20],
    ['u0', null],
    ['u01', null],
    ['o1', null],
    ['1', null],
    ['u', null],
    ['u1x', null],
    ['u9999999999', null],
  ])('the number in %s is %s', (id, number) => {
    expect(numberIn('u', id)).toBe(number);
  });
});

describe('a search', () => {
  test.each([
    ['Tea', 'tea'],
    ['  brown   GLAZE ', 'brown glaze'],
    ['100%', '100'],
    ['%', ''],
    ['_', ''],
    ["'; drop table products", 'drop table products'],
  ])('for %j looks for %j', (query, words) => {
    expect(searchWords(query)).toBe(words);
  });
});

describe('messages to the user', () => {
  test('thank for an order and excuse its end by its reason', () => {
    expect(placedMessage(order).text).toBe('Thank you for your order of 2 x p1.');
    expect(cancelledMessage({ ...order, status: 'payment_failed' }).text).toContain('declined');
    expect(cancelledMessage({ ...order, status: 'out_of_stock' }).text).toContain('last ones');
    expect(cancelledMessage({ ...order, status: 'cancelled' }).text).toContain('on our side');
  });
});

describe('the sales report', () => {
  test('adds up what the database hands over as text', () => {
    const rows = [
      { productId: 'p1', orders: '2', quantity: '3', totalCents: '8700' },
      { productId: 'p2', orders: '1', quantity: '10', totalCents: '8500' },
    ];
    const report = salesReport(rows);
    expect(report.totalCents).toBe(17_200);
    expect(report.products[0]).toEqual({ productId: 'p1', orders: 2, quantity: 3, totalCents: 8700 });
  });
});

describe('the rate limit', () => {
  const passing = (bucket: TokenBucket, timesMs: number[]) => timesMs.filter((timeMs) => bucket.take(timeMs)).length;

  test('lets one second’s worth through at once and then one by one', () => {
    const bucket = new TokenBucket(10, 0);
    expect(
      passing(
        bucket,
        Array.from({ length: 50 }, () => 0),
      ),
    ).toBe(10);
    expect(passing(bucket, [99, 100, 101, 200])).toBe(2);
  });

  test('does not save up more than one second’s worth', () => {
    expect(
      passing(
        new TokenBucket(10, 0),
        Array.from({ length: 50 }, () => 60_000),
      ),
    ).toBe(10);
  });

  test('lets as many through in the long run as it is set to', () => {
    const bucket = new TokenBucket(10, 0);
    const times = Array.from({ length: 10_000 }, (_, index) => index * 10);
    expect(passing(bucket, times)).toBe(10 + 999);
  });
});
