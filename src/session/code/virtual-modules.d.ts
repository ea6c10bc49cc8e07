declare module 'virtual:editor-types' {
  /** Where the declarations of what services may name can be fetched. */
  const address: string;
  export default address;
}
