import { check } from 'flotilla:checks';

const inASecond = ({ ok, ms }: { readonly ok: boolean; readonly ms: number }): boolean => ok && ms < 1000;

export const paymentsHangs = check('payments hangs', (run) => run.fault('hang', 'payments').happens());

export const browsingWhileItHangs = check('browsers answered within a second while payments hangs', (run) =>
  run.flow('browse').ratio(inASecond).while(run.fault('hang', 'payments')).settling('3s').over(100),
);

export const browsingHolds = check('browsers answered within a second, though payments hangs', (run) =>
  run.flow('browse').ratio(inASecond).while(run.fault('hang', 'payments')).over(100).atLeast(0.99),
);

export const doorStaysOpen = check('most slots of the gateway that were taken', (run) =>
  run.process('gateway').inHand().highest().while(run.fault('hang', 'payments')).lasting('15s').atMost(12),
);

export const refusedAtOnce = check('checkouts turned away, nine of ten within', (run) =>
  run
    .flow('checkout')
    .where(({ status, ms }) => status === 503 && ms < 3000)
    .percentile(0.9)
    .while(run.fault('hang', 'payments'))
    .over(30)
    .atMost(200),
);

export const soldAgain = check('checkouts answered 201 once payments is back', (run) =>
  run
    .flow('checkout')
    .ratio(({ status }) => status === 201)
    .after(run.restore('payments'))
    .settling('5s')
    .over(50)
    .atLeast(0.99),
);
