import { check } from 'flotilla:checks';

const ok = (request: { readonly ok: boolean }): boolean => request.ok;

export const allGoDown = check('the shop dies of the leak', (run) =>
  run.process('shop').becomes('crashed').after(run.fault('leak', 'payments')),
);

export const homeInside = check('visits of the home page answered while payments leaks inside', (run) =>
  run
    .flow('home')
    .ratio(ok)
    .while(run.fault('leak', 'payments'))
    .before(run.restore('payments'))
    .lasting('20s')
    .over(60),
);

export const usesTheDoor = check('charges asked for by a call', (run) =>
  run.link('shop -> payments').count().after(run.action('deploy', 'shop')).atLeast(20),
);

export const chargeInside = check('a charge takes, inside', (run) =>
  run.link('shop -> payments').percentile(0.5).before(run.action('move', 'payments')).over(20),
);

export const livesAlone = check('payments is ready in a process of its own', (run) =>
  run.process('payments').becomes('ready').after(run.action('move', 'payments')),
);

export const chargeOutside = check('a charge takes, over the network', (run) =>
  run
    .link('shop -> payments')
    .where((call) => call.ok)
    .percentile(0.5)
    .after(run.action('move', 'payments'))
    .settling('2s')
    .over(20),
);

export const homeHolds = check('visits of the home page answered while payments leaks once more', (run) =>
  run
    .flow('home')
    .ratio(ok)
    .while(run.fault('leak', 'payments'))
    .after(run.action('deploy', 'shop'))
    .lasting('25s')
    .over(80)
    .atLeast(0.99),
);

export const checkoutsWithout = check('orders answered 201 meanwhile', (run) =>
  run
    .flow('checkout')
    .ratio(({ status }) => status === 201)
    .while(run.fault('leak', 'payments'))
    .after(run.action('deploy', 'shop'))
    .lasting('25s')
    .over(80),
);

const chargesWithoutOrder =
  "select count(*) from payments where status = 'charged' and order_id not in (select 'o' || id from orders)";

export const paidForNothing = check('charges for an order that does not exist', (run) =>
  run.store('shop-db').row(chargesWithoutOrder).after(run.action('crashpoint', 'payments')).lasting('3s').atLeast(1),
);
