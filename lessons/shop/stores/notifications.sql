create table notifications (
  id serial primary key,
  user_id text not null,
  order_id text not null,
  kind text not null, -- placed, cancelled
  text text not null,
  unique (order_id, kind)
);

create index notifications_by_user on notifications (user_id);
