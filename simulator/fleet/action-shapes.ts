/**
 * Every verb that may be done to a running fleet, as data: what it fits on and which sizes it takes.
 * The script reader, the command line and the screens read the same table.
 */
export interface ActionShape {
  readonly targets: readonly TargetKind[];
  readonly sizes: Readonly<Record<string, SizeShape>>;
  /** Exactly one of these sizes must be given. */
  readonly oneOf?: readonly string[];
  /** Whether `for` may undo it. */
  readonly undoable: boolean;
}

/** A replica is `orders#2`; a service stands for the process that holds it at that time. */
export type TargetKind = 'process' | 'replica' | 'service' | 'link' | 'store' | 'broker' | 'topic' | 'flow';

export interface SizeShape {
  readonly kind: SizeKind;
  /** As written in a file: what a form begins with, and what an error shows. */
  readonly example: string;
  /** The value in `Action.sizes` when left out. Without it the size is required, unless `oneOf` names it. */
  readonly byDefault?: unknown;
  /** May be left out, and is then not in `Action.sizes`. */
  readonly optional?: true;
}

/** How a size is written, and what it is in `Action.sizes`. */
export type SizeKind =
  | 'duration' // 500ms: microseconds
  | 'signed duration' // -5m: microseconds
  | 'share' // 30%: 0.3
  | 'bytes' // 5MB: bytes
  | 'arrivals' // 40/s, ramp(10/s, 90/s, 30s): Arrivals
  | 'factor' // 10: a number above zero
  | 'cores' // 0.5: a number
  | 'count' // 3: a whole number from 1
  | 'replicas' // 4: a whole number from 0
  | 'status' // 503: a whole number from 400 to 599
  | 'partition mode' // silent, refused
  | 'direction' // there (from caller to callee), back, both
  | 'file' // services/orders.ts: a path as in Service.files
  | 'process' // the name of a process, there already or not: a text
  | 'store' // the name of a store, there already or not: a text
  | 'role' // as a service's uses calls it: a text
  | 'version' // v2: a text
  | 'files'; // { services/orders.ts: versions/orders.ts }: text of the new file by path as in Service.files

const bodies: readonly TargetKind[] = ['process', 'replica', 'service'];
const nodes: readonly TargetKind[] = [...bodies, 'store', 'broker'];
/** A fault of the network holds for one link, or for everything a node sends and gets. */
const paths: readonly TargetKind[] = ['link', ...nodes];
const direction = { kind: 'direction', example: 'there', optional: true } as const;

const shapes = {
  kill: { targets: nodes, sizes: {}, undoable: true },
  /** Undoes every fault of the target. */
  restore: { targets: [...nodes, 'link', 'topic', 'flow'], sizes: {}, undoable: false },
  hang: { targets: bodies, sizes: {}, undoable: true },
  slow: {
    targets: nodes,
    sizes: { by: { kind: 'duration', example: '500ms' }, times: { kind: 'factor', example: '10' } },
    oneOf: ['by', 'times'],
    undoable: true,
  },
  fail: {
    targets: nodes,
    sizes: {
      rate: { kind: 'share', example: '20%', byDefault: 0.5 },
      status: { kind: 'status', example: '503', byDefault: 500 },
    },
    undoable: true,
  },
  leak: {
    targets: bodies,
    sizes: { perRequest: { kind: 'bytes', example: '64KB' }, perSecond: { kind: 'bytes', example: '5MB' } },
    oneOf: ['perRequest', 'perSecond'],
    undoable: true,
  },
  burn: { targets: bodies, sizes: { cores: { kind: 'cores', example: '1', byDefault: 1 } }, undoable: true },
  skew: { targets: bodies, sizes: { by: { kind: 'signed duration', example: '5m' } }, undoable: true },
  latency: { targets: paths, sizes: { add: { kind: 'duration', example: '500ms' }, direction }, undoable: true },
  loss: { targets: paths, sizes: { rate: { kind: 'share', example: '30%' }, direction }, undoable: true },
  partition: {
    targets: paths,
    sizes: { mode: { kind: 'partition mode', example: 'silent', byDefault: 'silent' }, direction },
    undoable: true,
  },
  duplicate: { targets: ['broker', 'topic'], sizes: { rate: { kind: 'share', example: '20%' } }, undoable: true },
  reorder: { targets: ['broker', 'topic'], sizes: { rate: { kind: 'share', example: '20%' } }, undoable: true },
  poison: {
    targets: ['topic'],
    sizes: { count: { kind: 'count', example: '1', byDefault: 1 } },
    undoable: false,
  },
  pause: { targets: ['store', 'broker', 'topic'], sizes: {}, undoable: true },
  readonly: { targets: ['store'], sizes: {}, undoable: true },
  crashpoint: {
    targets: bodies,
    sizes: {
      file: { kind: 'file', example: 'services/orders.ts' },
      line: { kind: 'count', example: '14' },
      /** On which of its passes it dies, once; or by what chance on each, ever again. */
      pass: { kind: 'count', example: '1', byDefault: 1 },
      rate: { kind: 'share', example: '1%', optional: true },
    },
    undoable: true,
  },
  traffic: {
    targets: ['flow'],
    sizes: { rate: { kind: 'arrivals', example: '40/s' }, times: { kind: 'factor', example: '5' } },
    oneOf: ['rate', 'times'],
    undoable: true,
  },
  quiet: { targets: ['flow'], sizes: {}, undoable: true },
  send: { targets: ['flow'], sizes: {}, undoable: false },
  scale: { targets: ['process', 'service'], sizes: { replicas: { kind: 'replicas', example: '3' } }, undoable: true },
  /** Its sizes are the fields of what it sets, see `settable`. */
  set: { targets: ['link', 'process', 'service', 'store', 'broker'], sizes: {}, undoable: true },
  deploy: {
    targets: bodies,
    sizes: {
      files: { kind: 'files', example: '{ services/orders.ts: versions/orders.ts }' },
      version: { kind: 'version', example: 'v2', optional: true },
    },
    undoable: true,
  },
  /** Moves a service into another process, which comes to life if it is not there. */
  move: { targets: ['service'], sizes: { to: { kind: 'process', example: 'payments' } }, undoable: true },
  /** Moves all services of a process into another one. */
  merge: { targets: ['process'], sizes: { into: { kind: 'process', example: 'orders' } }, undoable: true },
  /** A service's tables go to another store, with their rows: one of its own, which comes to be, or back to a shared one. */
  keep: {
    targets: ['service'],
    sizes: {
      in: { kind: 'store', example: 'payments-db' },
      role: { kind: 'role', example: 'db', optional: true },
    },
    undoable: true,
  },
} as const satisfies Record<string, ActionShape>;

export type Verb = keyof typeof shapes;

export const actionShapes: Readonly<Record<Verb, ActionShape>> = shapes;

export function isVerb(word: string): word is Verb {
  return Object.hasOwn(shapes, word);
}

export const verbs = Object.keys(shapes) as readonly Verb[];

/**
 * Fields that `set` may change, as written in the fleet file. In `Action.sizes` they have the names and values of
 * `Link`, `Process`, `Store` and `Broker`: `timeout: 500ms` becomes `timeoutUs: 500000`, `cpu: 2` becomes `cores: 2`.
 * A field that is left out stays as it is. On a link, null says that there is none from now on, whatever a less specific link
 * says (`timeout: none` in a script): no timeout, no retries, no breaker, no jitter, no loss, no bound of the bandwidth.
 */
export const settable: Readonly<Record<'link' | 'process' | 'store' | 'broker', readonly string[]>> = {
  link: ['latency', 'jitter', 'loss', 'bandwidth', 'timeout', 'retries', 'breaker', 'mode', 'balance'],
  process: ['cpu', 'memory', 'concurrency', 'queue'],
  store: ['latency', 'connections'],
  broker: ['latency'],
};
