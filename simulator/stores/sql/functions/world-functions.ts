const worldFunctions = [
  'pg_random',
  'pg_uuid',
  'pg_now',
  'pg_clock',
  'pg_sleep',
  'pg_session',
  'pg_nextval',
  'pg_currval',
  'pg_lastval',
  'pg_setval',
  'pg_serial_sequence',
  'pg_row_locked',
] as const;

/** One of ours that asks for the time, chance, the session or what else lies outside of tables, or that changes it. */
export type WorldFunction = (typeof worldFunctions)[number];

const call = new RegExp(`\\b(?:${worldFunctions.join('|')})\\(`);

/** Whether such a function may be called in this text of SQLite's; one that only speaks of it counts too. */
export function asksTheWorld(sql: string): boolean {
  return call.test(sql);
}
