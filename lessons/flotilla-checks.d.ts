/** What a lesson's checks.ts imports. */
declare module 'flotilla:checks' {
  export const check: import('../simulator/index.ts').Checks['check'];
}
