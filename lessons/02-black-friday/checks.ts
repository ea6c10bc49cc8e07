import { check } from 'flotilla:checks';

const ok = (request: { readonly ok: boolean }): boolean => request.ok;

export const rushHolds = check('orders answered in the rush, as long as all is well', (run) =>
  run
    .flow('checkout')
    .ratio(ok)
    .while(run.fault('traffic', 'checkout'))
    .before(run.fault('leak', 'shop'))
    .over(40)
    .atLeast(0.99),
);

export const heapFills = check('most memory that the shop held', (run) =>
  run.process('shop').heap().highest().while(run.fault('leak', 'shop')).atLeast(230),
);

export const dies = check('the shop dies', (run) =>
  run.process('shop').becomes('crashed').after(run.fault('leak', 'shop')),
);

export const homeInTheRush = check('visits of the home page answered while it leaks', (run) =>
  run.flow('home').ratio(ok).while(run.fault('leak', 'shop')).lasting('15s').over(40).atMost(0.8),
);

export const searchInTheRush = check('searches answered while it leaks', (run) =>
  run.flow('search').ratio(ok).while(run.fault('leak', 'shop')).lasting('15s').over(40).atMost(0.8),
);

export const goesRound = check('crashed, started, ready, and crashed again', (run) =>
  run
    .process('shop')
    .passes(['crashed', 'waiting to restart', 'starting', 'ready', 'crashed'])
    .after(run.fault('leak', 'shop')),
);

export const diesAnyway = check('one of three is started, ready and dead', (run) =>
  run.process('shop').passes(['starting', 'ready', 'crashed']).after(run.action('scale', 'shop')),
);

export const comesBack = check('visits of the home page answered without the leak, by a shop that is ready', (run) =>
  run
    .flow('home')
    .ratio(ok)
    .while(run.process('shop').is('ready'))
    .after(run.restore('shop'))
    .settling('1s')
    .over(20)
    .atLeast(0.99),
);
