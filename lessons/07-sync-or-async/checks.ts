import { check } from 'flotilla:checks';

const links = ['orders -> inventory', 'orders -> payments', 'orders -> notifications', 'orders -> reports'] as const;

const inASecond = ({ ok, ms }: { readonly ok: boolean; readonly ms: number }): boolean => ok && ms < 1000;

export const bothBroken = check('notifications and reports hang', (run) =>
  run.all(run.fault('hang', 'notifications'), run.fault('hang', 'reports')).happens(),
);

export const answeredByAsking = check('buyers answered within a second, when all four are asked', (run) =>
  run
    .flow('checkout')
    .ratio(inASecond)
    .while(
      run.all(
        run.fault('hang', 'notifications'),
        run.fault('hang', 'reports'),
        ...links.map((link) => run.mode(link).is('sync')),
      ),
    )
    .settling('1s')
    .over(30),
);

export const answeredByTelling = check('buyers answered within a second, when all four are told', (run) =>
  run
    .flow('checkout')
    .ratio(inASecond)
    .while(
      run.all(
        run.fault('hang', 'notifications'),
        run.fault('hang', 'reports'),
        ...links.map((link) => run.mode(link).is('async')),
      ),
    )
    .settling('12s')
    .over(30)
    .atLeast(0.99),
);

export const takenBack = check('promises taken back, for each one given (0 to 1)', (run) =>
  run
    .topic('order.cancelled')
    .sent()
    .per(
      run
        .flow('checkout')
        .where(({ status }) => status === 201)
        .count(),
    )
    .while(run.all(...links.map((link) => run.mode(link).is('async'))))
    .settling('12s')
    .over(10),
);

// A switch is a new replica of orders. The old one waits for those who hang, and is gone after a dozen seconds.
export const answered = check('buyers answered within a second, since the last switch', (run) =>
  run
    .flow('checkout')
    .ratio(inASecond)
    .while(run.all(run.fault('hang', 'notifications'), run.fault('hang', 'reports')))
    .after(run.any(...links.flatMap((link) => [run.mode(link).is('sync'), run.mode(link).is('async')])))
    .settling('12s')
    .over(80)
    .atLeast(0.99),
);

export const promisesKept = check('promises taken back, since the last switch', (run) =>
  run
    .topic('order.cancelled')
    .sent()
    .while(run.all(run.fault('hang', 'notifications'), run.fault('hang', 'reports')))
    .after(run.any(...links.flatMap((link) => [run.mode(link).is('sync'), run.mode(link).is('async')])))
    .settling('12s')
    .lasting('28s')
    .exactly(0),
);

export const mailsSent = check('orders that notifications has yet to hear of', (run) =>
  run.topic('order.placed').lag('notifications').now().after(run.restore('notifications')).lasting('5s').atMost(10),
);

export const salesCounted = check('orders that reports has yet to hear of', (run) =>
  run.topic('order.placed').lag('reports').now().after(run.restore('reports')).lasting('5s').atMost(10),
);
