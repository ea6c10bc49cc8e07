import { check } from 'flotilla:checks';

const ok = (request: { readonly ok: boolean }): boolean => request.ok;
const promptly = (request: { readonly ok: boolean; readonly ms: number }): boolean => request.ok && request.ms < 250;

export const reportsAreRead = check('people ask for the report', (run) => run.fault('traffic', 'report').happens());

export const checkoutsBeside = check('orders answered within a quarter of a second while reports are drawn', (run) =>
  run
    .flow('checkout')
    .ratio(promptly)
    .while(run.fault('traffic', 'report'))
    .before(run.action('deploy', 'shop'))
    .settling('2s')
    .over(24),
);

export const renamed = check('the new version of the shop is ready', (run) =>
  run.process('shop').becomes('ready').after(run.action('deploy', 'shop')),
);

export const shopIsWell = check('orders answered by the new version', (run) =>
  run.flow('checkout').ratio(ok).after(run.action('deploy', 'shop')).settling('2s').over(20).atLeast(0.99),
);

export const reportBreaks = check('reports answered after the rename', (run) =>
  run
    .flow('report')
    .ratio(ok)
    .while(run.fault('traffic', 'report'))
    .after(run.action('deploy', 'shop'))
    .before(run.action('deploy', 'reports'))
    .over(4)
    .atMost(0),
);

export const reportIsBack = check('reports answered from the copy', (run) =>
  run.flow('report').ratio(ok).after(run.action('deploy', 'reports')).settling('2s').over(6).atLeast(1),
);

export const checkoutsUndisturbed = check(
  'orders answered within a quarter of a second, though reports are drawn',
  (run) =>
    run
      .flow('checkout')
      .ratio(promptly)
      .while(run.fault('traffic', 'report'))
      .after(run.action('deploy', 'reports'))
      .settling('2s')
      .over(24)
      .atLeast(0.99),
);

export const copyIsWhole = check('orders that the copy does not have yet', (run) =>
  run
    .store('shop-db')
    .row("select count(*) from orders where status = 'confirmed'")
    .minus(run.store('reports-db').row('select count(*) from sales'))
    .after(run.action('deploy', 'reports'))
    .lasting('5s')
    .atMost(3),
);

export const nobodyNotices = check('reports answered after the next change of the table', (run) =>
  run
    .flow('report')
    .ratio(ok)
    .after(run.following(run.action('deploy', 'reports'), run.action('deploy', 'shop')))
    .settling('2s')
    .over(6)
    .atLeast(1),
);

export const renamedBack = check('changes that the tables have been through', (run) =>
  run.store('shop-db').row('select count(*) from migrations').after(run.action('deploy', 'shop')).exactly(2),
);
