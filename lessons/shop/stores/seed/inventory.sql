-- p9 is scarce: it runs out while you watch. The rest lasts for any run.
insert into stock (product_id, available) values
  ('p1', 1000000),
  ('p2', 1000000),
  ('p3', 1000000),
  ('p4', 1000000),
  ('p5', 1000000),
  ('p6', 1000000),
  ('p7', 1000000),
  ('p8', 1000000),
  ('p9', 25),
  ('p10', 1000000),
  ('p11', 1000000),
  ('p12', 1000000);
