create table stock (
  product_id text primary key,
  available int not null check (available >= 0)
);

create table reservations (
  order_id text primary key,
  product_id text not null,
  quantity int not null,
  status text not null -- reserved, released
);
