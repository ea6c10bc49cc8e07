import { readObject, type ShopApp } from '../../lib/app.ts';
import type { Db } from '../../lib/db.ts';
import { signToken } from '../../lib/token.ts';
import { addUser, findUser, findUserByEmail } from './queries.ts';
import { parseEmail, parseProfile } from './rules.ts';

export function userRoutes(app: ShopApp, db: Db): void {
  app.post('/users', async (c) => c.json(await addUser(db, parseProfile(await readObject(c))), 201));
  app.get('/users/:id', async (c) => c.json(await findUser(db, c.req.param('id'))));

  // An address is enough here: how people prove who they are is a subject of its own, and no lesson needs it.
  app.post('/login', async (c) => {
    const user = await findUserByEmail(db, parseEmail(await readObject(c)));
    return c.json({ userId: user.id, token: await signToken(user.id) });
  });
}
