/** What changes a fleet while it runs: for runs in which somebody does. */
export { changeOf } from '../../../fleet/changes/catalogue.ts';
