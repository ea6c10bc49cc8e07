import type { Selected } from '../../../session/stores/selection-store.ts';

export type View = 'tables' | 'query' | 'topics';

/** Where the thing that is selected can be seen; `now` where it is seen there as well, or nowhere. */
export function viewOf(selected: Selected | null, now: View): View {
  if (selected?.kind === 'topic') return 'topics';
  return selected?.kind === 'store' && now === 'topics' ? 'tables' : now;
}
