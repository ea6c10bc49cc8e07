import { check } from 'flotilla:checks';

export const pageTakes = check('half of all pages take longer than', (run) =>
  run.flow('visitors').percentile(0.5).before(run.action('deploy', 'page')).over(30),
);

export const quick = check('nine of ten pages are there within', (run) =>
  run.flow('visitors').percentile(0.9).after(run.action('deploy', 'page')).settling('2s').over(30).atMost(300),
);

export const callsPerPage = check('calls of catalog for each page', (run) =>
  run
    .link('page -> catalog')
    .count()
    .per(run.flow('visitors').count())
    .after(run.action('deploy', 'page'))
    .settling('2s')
    .over(50)
    .atMost(1.1),
);

const four = ['users', 'notifications', 'orders', 'catalog'] as const;

export const allFailALittle = check('all four fail a little', (run) =>
  run.all(...four.map((service) => run.fault('fail', service))).happens(),
);

export const whole = check('pages answered, when each of the four fails once in a hundred times', (run) =>
  run
    .flow('visitors')
    .ratio(({ ok }) => ok)
    .while(run.all(...four.map((service) => run.fault('fail', service))))
    .over(300)
    .atLeast(0.92),
);
