import shelf from 'virtual:shelf';
import { createRealm } from '../realm.ts';
import type { Realm } from '../../runtime/instance/realm.ts';

/** A realm in this thread for code that belongs to no process: a lesson's checks. */
export function createNodeRealm(): Realm {
  return createRealm(shelf);
}
