/** What changes a fleet while it runs, and what stands beside its processes where links have policies. */
export { changeOf } from '../../../fleet/changes/catalogue.ts';
export { Sidecar } from '../../../platform/sidecar/sidecar.ts';
