-- p9 is scarce: there are five. The rest lasts for any run.
insert into stock (product_id, available) values
  ('p1', 1000000),
  ('p2', 1000000),
  ('p3', 1000000),
  ('p4', 1000000),
  ('p5', 1000000),
  ('p6', 1000000),
  ('p7', 1000000),
  ('p8', 1000000),
  ('p9', 5),
  ('p10', 1000000),
  ('p11', 1000000),
  ('p12', 1000000);
