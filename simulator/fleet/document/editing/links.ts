import { take } from './take.ts';
import type { Editing } from './editing.ts';

/** As the file writes the key, however it spaces it; else as people usually do. */
export function linkKey(from: string, to: string, { document }: Pick<Editing, 'document'>): string {
  const links = document.get(['links']);
  const keys = typeof links === 'object' && links !== null ? Object.keys(links) : [];
  const usual = `${from} -> ${to}`;
  return keys.find((key) => key.replace(/\s*->\s*/, ' -> ').trim() === usual) ?? usual;
}

export function withoutLink(from: string, to: string, editing: Editing): void {
  take(['links', linkKey(from, to, editing)], editing);
}
