import type { Db } from '../../lib/db.ts';
import { numberIn } from '../../lib/ids.ts';
import { Refusal } from '../../lib/refusal.ts';
import type { Profile, User } from './rules.ts';

type UserRow = { id: number; name: string; email: string };
const columns = 'id, name, email';
const toUser = (row: UserRow): User => ({ ...row, id: `u${row.id}` });

export async function addUser(db: Db, { name, email }: Profile): Promise<User> {
  const { rows } = await db.query<UserRow>(
    `insert into users (name, email) values ($1, $2) on conflict (email) do nothing returning ${columns}`,
    [name, email],
  );
  if (!rows[0]) throw new Refusal(409, 'email_taken', 'somebody has registered with this address');
  return toUser(rows[0]);
}

export async function findUser(db: Db, id: string): Promise<User> {
  const { rows } = await db.query<UserRow>(`select ${columns} from users where id = $1`, [numberIn('u', id)]);
  if (!rows[0]) throw new Refusal(404, 'unknown_user', 'there is no such user');
  return toUser(rows[0]);
}

export async function findUserByEmail(db: Db, email: string): Promise<User> {
  const { rows } = await db.query<UserRow>(`select ${columns} from users where email = $1`, [email]);
  if (!rows[0]) throw new Refusal(401, 'unknown_email', 'nobody has registered with this address');
  return toUser(rows[0]);
}
