create table orders (
  id serial primary key,
  user_id text not null,
  product_id text not null,
  quantity int not null,
  total_cents int not null,
  status text not null default 'pending', -- confirmed, payment_failed, out_of_stock, cancelled
  reserved boolean not null default false,
  paid boolean not null default false,
  placed_at timestamptz not null default now()
);

create index orders_by_user on orders (user_id);

create table outbox (
  id serial primary key,
  order_id int not null,
  sent boolean not null default false
);
