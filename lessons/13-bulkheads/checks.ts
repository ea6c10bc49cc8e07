import { check } from 'flotilla:checks';

const inASecond = ({ ok, ms }: { readonly ok: boolean; readonly ms: number }): boolean => ok && ms < 1000;
const turnedAway = ({ status }: { readonly status: number | null }): boolean => status === 503;

export const paymentsHangs = check('payments hangs', (run) => run.fault('hang', 'payments').happens());

export const browsingWhileItHangs = check(
  'people browsing who are answered within a second, while payments hangs',
  (run) =>
    run
      .flow('browse')
      .ratio(inASecond)
      .while(run.fault('hang', 'payments'))
      .before(run.action('deploy', 'gateway'))
      .settling('3s')
      .over(50),
);

export const browsingHolds = check('people browsing who are answered within a second, though payments hangs', (run) =>
  run
    .flow('browse')
    .ratio(inASecond)
    .while(run.fault('hang', 'payments'))
    .after(run.action('deploy', 'gateway'))
    .settling('2s')
    .over(60)
    .atLeast(0.99),
);

// Those who found their way into the old replica have ten seconds to come out of it.
export const doorStaysOpen = check('most slots of the gateway that were taken', (run) =>
  run
    .process('gateway')
    .inHand()
    .highest()
    .while(run.fault('hang', 'payments'))
    .after(run.action('deploy', 'gateway'))
    .settling('11s')
    .lasting('16s')
    .atMost(12),
);

export const refusedAtOnce = check('checkouts turned away, nine of ten within', (run) =>
  run
    .flow('checkout')
    .where(({ status, ms }) => status === 503 && ms < 3000)
    .percentile(0.9)
    .while(run.fault('hang', 'payments'))
    .after(run.action('deploy', 'gateway'))
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

export const turnedAwayInARush = check('buyers turned away in the rush', (run) =>
  run
    .flow('checkout')
    .ratio(turnedAway)
    .while(run.fault('traffic', 'checkout'))
    .before(run.following(run.action('traffic', 'checkout'), run.action('deploy', 'gateway')))
    .over(600),
);

// Without any limit it is nobody.
export const sentHome = check('people sent home, with nothing broken', (run) =>
  run
    .flow('checkout')
    .where(turnedAway)
    .count()
    .while(run.fault('traffic', 'checkout'))
    .before(run.following(run.action('traffic', 'checkout'), run.action('deploy', 'gateway')))
    .atLeast(30),
);

export const paymentsKeepsUp = check('calls that payments answers in the rush, nine of ten within', (run) =>
  run.link('orders -> payments').percentile(0.9).while(run.fault('traffic', 'checkout')).over(600).atMost(60),
);

export const rushIsServed = check('buyers turned away in the rush, with the new limit', (run) =>
  run
    .flow('checkout')
    .ratio(turnedAway)
    .while(run.fault('traffic', 'checkout'))
    .after(run.following(run.action('traffic', 'checkout'), run.action('deploy', 'gateway')))
    .settling('1s')
    .over(600)
    .atMost(0.02),
);
