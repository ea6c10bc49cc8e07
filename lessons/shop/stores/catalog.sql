create table products (
  id text primary key,
  name text not null,
  description text not null,
  price_cents int not null,
  featured boolean not null default false
);
