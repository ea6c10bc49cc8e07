declare module 'virtual:shelf' {
  /** Compiled text by the name that service code imports. */
  const shelf: Readonly<Record<string, string>>;
  export default shelf;
}

declare module 'virtual:native-shelf' {
  /** The same libraries as they are, for an engine's own promises. */
  const shelf: Readonly<Record<string, string>>;
  export default shelf;
}

declare module '*?workertext' {
  /** The whole worker as one classic script. */
  const text: string;
  export default text;
}

declare module 'sql.js/dist/sql-wasm-browser.js' {
  export { default } from 'sql.js';
}
