import { check } from 'flotilla:checks';

export const answered = check('orders answered with 201', (run) =>
  run
    .flow('checkout')
    .where(({ status }) => status === 201)
    .count()
    .atLeast(1),
);

export const orderTakes = check('your order took', (run) =>
  run.flow('checkout').percentile(0.5).before(run.action('deploy', 'shop')).over(1),
);

export const statements = check('statements that the database was given for each order', (run) =>
  run.link('shop -> shop-db').count().per(run.flow('checkout').count()).before(run.action('deploy', 'shop')).over(1),
);

export const shipped = check('the new version is ready', (run) =>
  run.process('shop').becomes('ready').after(run.action('deploy', 'shop')),
);

export const newPrice = check('cents that the newest order cost', (run) =>
  run
    .store('shop-db')
    .row('select total_cents from orders order by id desc limit 1')
    .after(run.action('deploy', 'shop'))
    .exactly(7830),
);

export const chargedTheSame = check('cents between what was charged and what orders cost', (run) =>
  run
    .store('shop-db')
    .row('select sum(amount_cents) from payments')
    .minus(run.store('shop-db').row('select sum(total_cents) from orders'))
    .after(run.action('deploy', 'shop'))
    .exactly(0),
);
