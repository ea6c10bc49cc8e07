import { check } from 'flotilla:checks';

const inASecond = (request: { readonly ok: boolean; readonly ms: number }): boolean => request.ok && request.ms < 1000;

export const paymentsHangs = check('payments hangs', (run) => run.fault('hang', 'payments').happens());

export const slotsGone = check('all 20 slots of the gateway are taken', (run) =>
  run.process('gateway').inHand().highest().while(run.fault('hang', 'payments')).atLeast(20),
);

export const browsingWhileItHangs = check(
  'people browsing who are answered within a second, while payments hangs',
  (run) =>
    run
      .flow('browse')
      .ratio(inASecond)
      .while(run.fault('hang', 'payments'))
      .before(run.action('deploy', 'orders'))
      .settling('3s')
      .over(40),
);

export const breakerOpens = check('the breaker opens', (run) =>
  run.breaker('orders').becomes('open').within('15s').after(run.action('deploy', 'orders')),
);

// Whoever was waiting when it opened waits to the end: five seconds later they are gone.
export const browsingRecovers = check('people browsing who are answered within a second, while it is open', (run) =>
  run.flow('browse').ratio(inASecond).while(run.breaker('orders').is('open')).settling('5s').over(60).atLeast(0.99),
);

export const checkoutsAnswered = check('checkouts answered 201 within a second while it is open', (run) =>
  run
    .flow('checkout')
    .ratio((request) => request.status === 201 && request.ms < 1000)
    .while(run.breaker('orders').is('open'))
    .settling('5s')
    .over(60)
    .atLeast(0.99),
);

export const oneProbe = check('calls of payments while it is half-open', (run) =>
  run.link('orders -> payments').count().while(run.breaker('orders').is('half-open')).exactly(1),
);

export const closesAgain = check('open, half-open, closed', (run) =>
  run.breaker('orders').passes(['open', 'half-open', 'closed']).after(run.restore('payments')),
);

export const touchyOpens = check('the breaker opens for one error in five', (run) =>
  run.breaker('orders').becomes('open').after(run.fault('fail', 'payments')),
);

export const paidWhileTouchy = check('checkouts paid on the spot each second, while one call in five fails', (run) =>
  run
    .link('orders -> payments')
    .where(({ ok }) => ok)
    .rate()
    .while(run.fault('fail', 'payments'))
    .before(run.following(run.action('fail', 'payments'), run.action('deploy', 'orders')))
    .settling('6s')
    .lasting('8s'),
);

// The replica of before answers its last requests first.
export const paidAtOnce = check('checkouts paid on the spot each second, with the new threshold', (run) =>
  run
    .link('orders -> payments')
    .where(({ ok }) => ok)
    .rate()
    .while(run.fault('fail', 'payments'))
    .after(run.following(run.action('fail', 'payments'), run.action('deploy', 'orders')))
    .settling('5s')
    .lasting('12s')
    .atLeast(6),
);

export const debtsPaid = check('orders that still wait for their money', (run) =>
  run
    .store('orders-db')
    .row("select count(*) from orders where status = 'pending'")
    .after(run.restore('payments'))
    .lasting('10s')
    .atMost(3),
);
