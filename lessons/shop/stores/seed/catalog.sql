insert into products (id, name, description, price_cents, featured) values
  ('p1', 'Tea pot', 'Brown glaze, holds one litre', 2900, true),
  ('p2', 'Tea cup', 'Brown glaze, goes with the pot', 850, false),
  ('p3', 'Coffee mill', 'Ceramic burrs, turned by hand', 4400, true),
  ('p4', 'Reading lamp', 'Oak foot, warm light', 6200, true),
  ('p5', 'Notebook', 'Dotted paper, lies flat', 1200, false),
  ('p6', 'Fountain pen', 'Steel nib, refillable', 3800, false),
  ('p7', 'Wool blanket', 'Grey, two metres long', 8900, false),
  ('p8', 'Wall clock', 'Silent, runs on one battery', 5400, true),
  ('p9', 'Signed print', 'Numbered, only 25 were made', 7500, false),
  ('p10', 'Candle', 'Bees wax, burns for ten hours', 990, false),
  ('p11', 'Gift card', 'One of these the bank refuses, two it takes', 1713, false),
  ('p12', 'Walnut desk', 'Two of these are over the limit of the card', 129900, false);
