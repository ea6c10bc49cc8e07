import { check } from 'flotilla:checks';

const reserved = "select coalesce(sum(quantity), 0) from reservations where status = 'reserved'";
const charged = "select coalesce(sum(amount_cents), 0) / 100.0 from payments where status = 'charged'";
/** An order that still waits is not among them: so the two are the same only once nothing is on its way. */
const piecesSent = "select coalesce(sum(quantity), 0) from orders where status = 'confirmed'";
const moneyEarned = "select coalesce(sum(total_cents), 0) / 100.0 from orders where status = 'confirmed'";

export const declined = check('gift cards that the bank declined to you', (run) =>
  run
    .store('orders-db')
    .row("select count(*) from orders where user_id = 'u9' and status = 'payment_failed'")
    .after(run.action('send', 'gift'))
    .atLeast(1),
);

// The shop is closed while it counts: what is on its way would be on neither side. Five seconds later all has arrived.
export const lostPieces = check('pieces that are reserved for orders that came to nothing', (run) =>
  run
    .store('inventory-db')
    .row(reserved)
    .minus(run.store('orders-db').row(piecesSent))
    .while(run.fault('quiet', 'checkout'))
    .before(run.any(run.action('deploy', 'inventory'), run.action('deploy', 'payments')))
    .lasting('5s'),
);

export const lostMoney = check('money kept for orders that came to nothing', (run) =>
  run
    .store('payments-db')
    .row(charged)
    .minus(run.store('orders-db').row(moneyEarned))
    .while(run.fault('quiet', 'checkout'))
    .before(run.any(run.action('deploy', 'inventory'), run.action('deploy', 'payments')))
    .lasting('5s')
    .atLeast(1000),
);

export const stockBalances = check('pieces reserved, less those that were sent', (run) =>
  run
    .store('inventory-db')
    .row(reserved)
    .minus(run.store('orders-db').row(piecesSent))
    .while(run.fault('quiet', 'checkout'))
    .lasting('5s')
    .exactly(0),
);

export const moneyBalances = check('money taken, less that for what was sent', (run) =>
  run
    .store('payments-db')
    .row(charged)
    .minus(run.store('orders-db').row(moneyEarned))
    .while(run.fault('quiet', 'checkout'))
    .lasting('5s')
    .exactly(0),
);

export const undone = check('orders of which something was undone', (run) =>
  run.store('inventory-db').row("select count(*) from reservations where status = 'released'").atLeast(10),
);

export const diesHalfWay = check('inventory dies while it puts a piece back', (run) =>
  run.process('inventory').becomes('crashed').within('15s').after(run.action('crashpoint', 'inventory')),
);

export const stillBalances = check('pieces reserved after the crash, less those that were sent', (run) =>
  run
    .store('inventory-db')
    .row(reserved)
    .minus(run.store('orders-db').row(piecesSent))
    .while(run.fault('quiet', 'checkout'))
    .after(run.process('inventory').is('crashed'))
    .lasting('5s')
    .exactly(0),
);

export const shelvesHold = check('pieces missing from the shelves, less those that are reserved', (run) =>
  run
    .store('inventory-db')
    .row(`select 11000025 - (select sum(available) from stock) - (${reserved})`)
    .while(run.fault('quiet', 'checkout'))
    .after(run.process('inventory').is('crashed'))
    .lasting('5s')
    .exactly(0),
);

export const sold = check('orders that were sent in all', (run) =>
  run.store('orders-db').row("select count(*) from orders where status = 'confirmed'").atLeast(20),
);
