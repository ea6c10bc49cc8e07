import { limits } from '../sections/defaults.ts';
import { checkedFields, distribution, fieldsInWords, wholeFrom } from './fields.ts';
import { planned, refused } from './change.ts';
import type { Planned, Sizes } from './change.ts';
import type { Fields } from './fields.ts';
import type { Broker, Store } from '../fleet.ts';

const ofStores: Fields = { latency: distribution, connections: wholeFrom(1, limits.connections) };
const ofBrokers: Fields = { latency: distribution };

/** At once. Of connections that are open already, none is closed. */
export function setServer(server: Store | Broker, sizes: Sizes): Planned {
  const { name } = server;
  const wrong = checkedFields(sizes, 'connections' in server ? ofStores : ofBrokers);
  if (wrong !== null) return refused(`${name}: ${wrong}`);
  const changed = <Server extends Store | Broker>(servers: readonly Server[]): readonly Server[] =>
    servers.some((each) => each.name === name)
      ? servers.map((each) => (each.name === name ? { ...each, ...sizes } : each))
      : servers;
  return planned(`${name} was set to ${fieldsInWords(sizes)}`, (wanted) => {
    const { fleet } = wanted;
    return { ...wanted, fleet: { ...fleet, stores: changed(fleet.stores), brokers: changed(fleet.brokers) } };
  });
}
