import { bridge } from 'flotilla:bridge';
import { createPg } from './create-pg.ts';

const pg = createPg(bridge);

export default pg;
export const { Client, Pool, DatabaseError, types, defaults, escapeIdentifier, escapeLiteral, native } = pg;
