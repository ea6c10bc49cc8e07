import type { SqlTransactionStatus } from '../../../wire/sql-protocol.ts';
import type { CallPacket, NodeId } from '../../../wire/packet.ts';
import type { SessionView } from '../transactions/outcome.ts';
import type { Transaction } from '../transactions/transaction.ts';
import { initialSettings } from './settings.ts';

/** A call of the client that is being worked on. */
interface Job {
  readonly packet: CallPacket;
  /** Ends it unanswered. */
  drop(): void;
}

/** One client's session with the server. */
export interface Connection extends SessionView {
  /** By which its node calls it. */
  readonly number: number;
  readonly node: NodeId;
  /** The call by which it was opened: given up by a client that no longer waits for the answer. */
  readonly openedBy: number;
  /** The call of a client that wants to hear when the connection ends. */
  watch: CallPacket | null;
  readonly jobs: Job[];
  settings: Map<string, string>;
  /** What `set local` will give back at the transaction's end. */
  settingsBefore: Map<string, string> | null;
  /** The request whose statement is worked on. */
  traceId: string | null;
  transaction: Transaction | null;
  /** `implicit` while a simple query of several statements runs. */
  block: 'none' | 'implicit' | 'explicit';
  failed: boolean;
  closed: boolean;
}

export function newConnection(
  number: number,
  node: NodeId,
  openedBy: number,
  view: Omit<SessionView, 'sequencesTaken'>,
  settings: Readonly<Record<string, string>>,
): Connection {
  return {
    number,
    node,
    openedBy,
    watch: null,
    jobs: [],
    ...view,
    sequencesTaken: new Map(),
    settings: new Map(Object.entries({ ...initialSettings, ...settings })),
    settingsBefore: null,
    traceId: null,
    transaction: null,
    block: 'none',
    failed: false,
    closed: false,
  };
}

export function statusOf(connection: Connection): SqlTransactionStatus {
  if (connection.block !== 'explicit') return 'I';
  return connection.failed ? 'E' : 'T';
}
