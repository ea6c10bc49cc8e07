import type { Fact } from './facts.ts';
import type { ServerQuestion } from './view/server-question.ts';
import type { CallPacket, CancelPacket, DisconnectPacket, FailureCode, Micros, NodeId } from './packet.ts';

/** A stream of numbers that belongs to one component and one purpose; the same seed gives the same stream. */
export interface RandomStream {
  /** In [0, 1), 53 bits. */
  next(): number;
  /** An integer in [0, below). */
  below(below: number): number;
  /** 32 random bits. */
  bits(): number;
}

export type TimerHandle = { readonly timer: number };

/** What the kernel gives to a node that lives beside it (a store, a broker, a flow): time, chance, the network. */
export interface NodeContext {
  readonly id: NodeId;
  readonly name: string;
  now(): Micros;
  /** The same purpose gives the same stream object. */
  random(purpose: string): RandomStream;
  after(delayUs: Micros, run: () => void): TimerHandle;
  cancel(timer: TimerHandle): void;
  answer(call: CallPacket, payload: unknown): void;
  fail(call: CallPacket, code: FailureCode, why: string): void;
  fact(fact: Fact): void;
}

/** Rows of a table on their way to another store, as text. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly sequences: readonly { readonly column: string; readonly sequence: string }[];
}

/** A store or a broker. It answers every call once, by `context.answer` or `context.fail`, at once or later. */
export interface ServerNode {
  call(packet: CallPacket): void;
  /** The caller stopped waiting for this exchange. */
  cancel(packet: CancelPacket): void;
  /** The caller's process is gone: end what belonged to its connections. */
  disconnect(packet: DisconnectPacket): void;
  /** The node itself dies (power off): forget what is not durable. Calls in hand are failed by the kernel. */
  stop(): void;
  /** The node is back, with what was durable. */
  start(): void;
  /** A fault verb this kind of node understands (`slow`, `readonly`, `pause`, ...). Returns how to undo it. */
  fault(verb: string, sizes: Readonly<Record<string, unknown>>): () => void;
  /** Everything it holds, for `--dump-stores`, the Data tab and the digest. Plain JSON data, in a fixed order. */
  dump(): unknown;
  /** Answers whoever looks in from outside; undefined where it does not know the question. It changes nothing. */
  look?(question: ServerQuestion): unknown;
  /** Of a store with tables: what is committed in them. */
  rowsOf?(tables: readonly string[]): readonly TableRows[];
  /** Puts rows in the place of what their tables hold. With `empty`, no other table keeps any. */
  replaceRows?(given: readonly TableRows[], empty: boolean): void;
  /**
   * What it holds now will be asked for by the number of this moment; null says before the run that there will be such moments.
   * It changes nothing of the run.
   */
  remember?(moment: number | null): void;
  /** Nobody asks for moments before this one any more. */
  forget?(before: number): void;
  /** The run is over: gives back what no garbage collector frees. */
  dispose?(): void;
}
