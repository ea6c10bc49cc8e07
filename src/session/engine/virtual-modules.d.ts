declare module 'virtual:engine-assets' {
  /** Where each part of the engine can be fetched, by its name. */
  const addresses: Readonly<Record<string, string>>;
  export default addresses;
  /** By the name of a fleet that was made ready when the page was built: all that an engine asks for to run it. */
  export const needs: Readonly<Record<string, readonly string[]>>;
}
