/** Taken at load: a realm that was hardened after that has no global of this name any more. */
export const HostPromise = Promise;
