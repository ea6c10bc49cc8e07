-- A copy of what reports needs of each order, kept up by events.
create table sales (
  order_id text primary key,
  product_id text not null,
  quantity int not null,
  total_cents int not null,
  cancelled boolean not null default false
);
