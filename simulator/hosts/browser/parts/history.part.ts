/** What keeps a run's history, for those that are looked back at or held against others. */
export { remembering } from '../../../run/view/past/remembering.ts';
export { Ledger } from '../../../telemetry/compare/ledger.ts';
