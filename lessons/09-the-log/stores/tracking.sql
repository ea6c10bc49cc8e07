-- In the order in which they were written. The page of a parcel shows its last row.
create table moves (
  id serial primary key,
  parcel int not null,
  step int not null, -- 0 packed, 1 sent, 2 delivered
  written_at timestamptz not null default now(),
  unique (parcel, step)
);
