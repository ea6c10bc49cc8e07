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

export const homeInTheRush = check('visits of the home page answered, from the rush to the fix', (run) =>
  run
    .flow('home')
    .ratio(ok)
    .while(run.fault('traffic', 'checkout'))
    .before(run.restore('shop'))
    .lasting('25s')
    .over(80)
    .atMost(0.8),
);

export const searchInTheRush = check('searches answered, from the rush to the fix', (run) =>
  run
    .flow('search')
    .ratio(ok)
    .while(run.fault('traffic', 'checkout'))
    .before(run.restore('shop'))
    .lasting('25s')
    .over(80)
    .atMost(0.8),
);

export const goesRound = check('crashed, started, ready, and crashed again', (run) =>
  run
    .process('shop')
    .passes(['crashed', 'waiting to restart', 'starting', 'ready', 'crashed'])
    .after(run.fault('leak', 'shop')),
);

export const diesAnyway = check('one of three dies as well', (run) =>
  run.process('shop').becomes('crashed').after(run.action('scale', 'shop')),
);

export const readyAgain = check('the shop is ready, with the line taken back', (run) =>
  run.process('shop').becomes('ready').after(run.restore('shop')),
);

export const comesBack = check('visits of the home page answered once it is ready again', (run) =>
  run
    .flow('home')
    .ratio(ok)
    .while(run.process('shop').is('ready'))
    .after(run.restore('shop'))
    .settling('1s')
    .over(20)
    .atLeast(0.99),
);
