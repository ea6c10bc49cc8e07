/** The broker that keeps a log. */
export { createLogBroker } from '../../../broker/log/log-broker.ts';
