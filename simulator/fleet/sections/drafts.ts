import type { YamlValue } from '../document/yaml-value.ts';
import { readBrokers } from './broker-section.ts';
import type { BrokerDraft } from './broker-section.ts';
import { readLinks } from './link-section.ts';
import type { LinkDraft } from './link-section.ts';
import { readProcesses } from './process-section.ts';
import type { ProcessDraft } from './process-section.ts';
import { readServices } from './service-section.ts';
import type { ServiceDraft } from './service-section.ts';
import { readStores } from './store-section.ts';
import type { StoreDraft } from './store-section.ts';
import { readTraffic } from './traffic-section.ts';
import type { FlowDraft } from './traffic-section.ts';
import type { Problems } from '../fleet-error.ts';

/** The sections of a fleet file, each read by itself; what they say of one another is not yet checked. */
export interface Drafts {
  readonly services: readonly ServiceDraft[];
  readonly processes: readonly ProcessDraft[];
  readonly stores: readonly StoreDraft[];
  readonly brokers: readonly BrokerDraft[];
  readonly links: readonly LinkDraft[];
  readonly traffic: readonly FlowDraft[];
}

export function readDrafts(section: (name: keyof Drafts) => YamlValue, problems: Problems): Drafts {
  return {
    services: readServices(section('services'), problems),
    processes: readProcesses(section('processes'), problems),
    stores: readStores(section('stores'), problems),
    brokers: readBrokers(section('brokers'), problems),
    links: readLinks(section('links'), problems),
    traffic: readTraffic(section('traffic'), problems),
  };
}
