/** Asks the page for an asset: a text, or bytes where its name ends with `.wasm`. */
export type Provide = (asset: string) => Promise<ArrayBuffer | string>;
