import type { EvidenceTab } from '../evidence-tab.ts';
import { Tables } from './tables.tsx';

/** What the fleet has stored. */
export const dataTab: EvidenceTab = { name: 'data', label: 'Data', Panel: Tables };
