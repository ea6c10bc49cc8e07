import { check } from 'flotilla:checks';

const chargesTooMany = "select count(*) - count(distinct order_id) from payments where status = 'charged'";

export const dies = check('payments dies right after a charge', (run) =>
  run.process('payments').becomes('crashed').within('10s').after(run.action('crashpoint', 'payments')),
);

export const givenAgain = check('records of order.placed given to payments once more', (run) =>
  run.topic('order.placed').redelivered('payments').after(run.process('payments').is('crashed')).atLeast(1),
);

// A new replica takes over from the old one as well, and may be given what that one had not committed.
export const givenOnceMore = check('records given once more, since the deploy', (run) =>
  run.topic('order.placed').redelivered('payments').after(run.action('deploy', 'payments')).atLeast(1),
);

export const diesAgain = check('payments dies there with the new code', (run) =>
  run.process('payments').becomes('crashed').after(run.action('deploy', 'payments')),
);

export const chargedTwice = check('charges for orders that were charged before', (run) =>
  run.store('payments-db').row(chargesTooMany).after(run.process('payments').is('crashed')).atLeast(1),
);

// Long enough for the group to give up on the one that died, and to hand its records out again.
export const chargedOnce = check('charges too many in the 40 s after a crash', (run) =>
  run
    .store('payments-db')
    .change(chargesTooMany)
    .after(run.process('payments').is('crashed'))
    .lasting('40s')
    .exactly(0),
);

export const caughtUp = check('orders that payments has yet to hear of', (run) =>
  run.topic('order.placed').lag('payments').now().after(run.action('deploy', 'payments')).lasting('40s').atMost(10),
);
