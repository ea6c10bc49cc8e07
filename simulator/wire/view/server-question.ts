/** What somebody asks a store or broker who looks in from outside, beside the network and beside time. It changes nothing. */
export type ServerQuestion =
  | { readonly kind: 'load' }
  | { readonly kind: 'tables' }
  | { readonly kind: 'table'; readonly table: string; readonly newest: number }
  | { readonly kind: 'query'; readonly sql: string; readonly rowsMax: number }
  | {
      readonly kind: 'records';
      readonly topic: string;
      readonly partition: number;
      readonly from: number;
      readonly count: number;
    };

/** Of a store: how busy it is just now. */
export interface ServerLoad {
  readonly connections: number;
  readonly waiting: number;
}
