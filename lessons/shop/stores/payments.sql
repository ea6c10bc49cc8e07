create table payments (
  order_id text primary key, -- what makes charging twice impossible
  amount_cents int not null,
  status text not null, -- charged, declined, refunded, cancelled
  reason text not null
);
