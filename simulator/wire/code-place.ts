/** A line of a service's code; the path is as in `Service.files`. Lines count from 1. */
export interface CodePlace {
  readonly path: string;
  readonly line: number;
}
