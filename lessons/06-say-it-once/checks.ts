import { check } from 'flotilla:checks';

export const notificationsDie = check('notifications is killed', (run) => run.fault('kill', 'notifications').happens());

export const answeredWithoutMail = check('checkouts answered 201 while notifications is dead', (run) =>
  run
    .flow('checkout')
    .ratio(({ status }) => status === 201)
    .while(run.fault('kill', 'notifications'))
    .before(run.action('deploy', 'orders'))
    .settling('1s'),
);

export const mailIsNoReason = check('checkouts answered 201, with nobody there to send a mail', (run) =>
  run
    .flow('checkout')
    .ratio(({ status }) => status === 201)
    .while(run.fault('kill', 'notifications'))
    .after(run.action('deploy', 'orders'))
    .settling('2s')
    .over(30)
    .atLeast(0.99),
);

export const quicker = check('half of all checkouts are answered within', (run) =>
  run
    .flow('checkout')
    .where(({ status }) => status === 201)
    .percentile(0.5)
    .after(run.action('deploy', 'orders'))
    .settling('2s')
    .over(20)
    .atMost(120),
);

export const eventsWait = check('most orders that waited for notifications', (run) =>
  run.topic('order.placed').lag('notifications').highest().while(run.fault('kill', 'notifications')).atLeast(50),
);

export const caughtUp = check('orders that notifications has yet to hear of', (run) =>
  run
    .topic('order.placed')
    .lag('notifications')
    .now()
    .after(run.action('deploy', 'notifications'))
    .lasting('5s')
    .atMost(10),
);

export const nobodyForgotten = check('orders without a mail', (run) =>
  run
    .store('orders-db')
    .row("select count(*) from orders where status = 'confirmed'")
    .minus(run.store('notifications-db').row("select count(*) from notifications where kind = 'placed'"))
    .after(run.action('deploy', 'notifications'))
    .lasting('5s')
    .atMost(10),
);
