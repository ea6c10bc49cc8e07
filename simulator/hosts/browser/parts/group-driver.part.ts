/** Keeps a worker that is kernel and processes at once: for runs that nobody steers by hand. */
export { GroupDriver } from '../../group-driver.ts';
