-- Every row is money that was taken.
create table payments (
  id serial primary key,
  order_id text not null,
  amount_cents int not null,
  status text not null, -- charged, declined, refunded, cancelled
  reason text not null
);

create index payments_by_order on payments (order_id);
