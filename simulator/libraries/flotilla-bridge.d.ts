declare module 'flotilla:bridge' {
  export const bridge: import('../wire/bridge.ts').Bridge;
}
