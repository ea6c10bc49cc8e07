import type { Micros } from '../../packet.ts';

/** What a run has come to, as plain data, to be held against another one. Figures are those of the report. */
export interface Account {
  readonly atUs: Micros;
  readonly requests: readonly RouteAccount[];
  /** Calls from one service to another, statements to stores, records appended to topics and handed out from them. */
  readonly calls: number;
  readonly statements: number;
  readonly recordsSent: number;
  readonly recordsRead: number;
  /** Statements that insert, change or delete rows. */
  readonly writes: number;
  readonly processes: number;
  readonly stores: number;
  readonly crashes: number;
  readonly faults: readonly FaultAccount[];
  readonly deploys: readonly DeployAccount[];
}

/** Virtual milliseconds, as clients saw them. */
export interface RouteAccount {
  readonly flow: string;
  readonly route: string;
  readonly count: number;
  readonly ok: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** A fault, and the requests that ended while it held or while its damage lasted. */
export interface FaultAccount {
  readonly verb: string;
  readonly text: string;
  readonly sinceUs: Micros;
  readonly untilUs: Micros | null;
  /** Only routes on which requests failed. */
  readonly routes: readonly { readonly route: string; readonly count: number; readonly failed: number }[];
  /** Routes on which requests ended. */
  readonly routesAsked: number;
  /** From a failed request to the last one before requests went well again; the longest such time. */
  readonly outageUs: Micros;
  readonly isStillFailing: boolean;
}

/** A process on its way to another version, another size or other settings. */
export interface DeployAccount {
  readonly process: string;
  /** What was put in place anew with it. */
  readonly services: readonly string[];
  readonly beganUs: Micros;
  /** Null while it goes on. */
  readonly tookUs: Micros | null;
}

/** A pair of two services in different processes, of a service and a store, or of a service and a topic. */
export interface Boundary {
  readonly from: string;
  readonly to: string;
  readonly kind: 'call' | 'store' | 'topic';
  /** Calls, statements, or records. */
  readonly count: number;
  readonly failed: number;
  /** Virtual milliseconds that one takes because it leaves the process; null where it waits for nothing, or none was measured. */
  readonly addedMs: number | null;
  /** The same, spread over all requests of clients. */
  readonly addedPerRequestMs: number | null;
  /** Of requests and answers, or of records there and out again. */
  readonly messages: number;
  /** About what all of these weighed, there and back; null where messages are not carried one by one. */
  readonly bytes: number | null;
  /** Readers that each get every record of a topic. */
  readonly copies: number | null;
  /** Requests of clients that went well, with work done on this side while the other side was down; null where it never was. */
  readonly wentOn: number | null;
  /** How many the other side has of its own. */
  readonly replicas: number | null;
  /** How long the other side took to be deployed, the last time; null where it was not. */
  readonly deployMs: number | null;
}

export interface ComparisonQuestion {
  readonly about: 'comparison';
  /** Of the other run; this one is the right one. */
  readonly left: Account;
  readonly names: SideNames;
}

export interface SideNames {
  readonly left: string;
  readonly right: string;
}

/** Two runs held against each other. Texts are the same for whoever prints them. */
export interface Comparison {
  readonly atUs: Micros;
  /** What it comes to, in sentences. */
  readonly words: readonly string[];
  readonly whole: readonly ComparisonRow[];
  readonly routes: readonly {
    readonly flow: string;
    readonly route: string;
    readonly rows: readonly ComparisonRow[];
  }[];
}

export interface ComparisonRow {
  readonly label: string;
  readonly left: string;
  readonly right: string;
  /** Empty where there is none to tell. */
  readonly difference: string;
  readonly better: 'left' | 'right' | null;
}
