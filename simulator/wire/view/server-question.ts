import type { Micros } from '../packet.ts';

/** A moment that the server was told to remember: its number, and the time that it was. */
export interface RememberedMoment {
  readonly moment: number;
  readonly atUs: Micros;
}

/** What somebody asks a store or broker who looks in from outside, beside the network and beside time. It changes nothing. */
export type ServerQuestion =
  | { readonly kind: 'load' }
  | { readonly kind: 'tables'; readonly past?: RememberedMoment }
  | { readonly kind: 'table'; readonly table: string; readonly newest: number; readonly past?: RememberedMoment }
  | { readonly kind: 'query'; readonly sql: string; readonly rowsMax: number; readonly past?: RememberedMoment }
  | {
      readonly kind: 'records';
      readonly topic: string;
      readonly partition: number;
      readonly from: number;
      readonly count: number;
      /** A moment that was remembered, and from where to where the partition went then. */
      readonly past?: RememberedMoment & { readonly start: number; readonly end: number };
    };

/** Of a store: how busy it is just now. */
export interface ServerLoad {
  readonly connections: number;
  readonly waiting: number;
}
