declare module 'virtual:engine-assets' {
  /** Where each part of the engine can be fetched, by its name. */
  const addresses: Readonly<Record<string, string>>;
  export default addresses;
}
