create table parcels (
  id serial primary key,
  taken_at timestamptz not null default now()
);
