import type { Command } from '../../../commands/command.ts';

const shownMax = 60;
/** Of these there are hundreds. */
const furtherGroups: ReadonlySet<Command['group']> = new Set(['Break', 'Go to', 'Move']);

/** Arrows are written in several ways, and mean the same. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/\s*(?:->|→)\s*/g, ' -> ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Commands in which every word of the query begins a word, those first that say so in their label.
 * Among equals the order stays; without a query nothing is broken and nowhere is gone to, for that would be hundreds.
 */
export function foundBy(query: string, commands: readonly Command[]): Command[] {
  const words = plain(query).split(' ').filter(Boolean);
  if (words.length === 0) return commands.filter(({ group }) => !furtherGroups.has(group));
  return commands
    .map((command) => ({ command, score: scoreOf(words, command) }))
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score)
    .slice(0, shownMax)
    .map(({ command }) => command);
}

function scoreOf(words: readonly string[], { label, alias = '' }: Command): number {
  const inLabel = plain(label).split(' ');
  const inAlias = plain(alias).split(' ');
  let score = 0;
  for (const word of words) {
    const own = bestOf(word, inLabel);
    const best = own > 0 ? own * 2 : bestOf(word, inAlias);
    if (best === 0) return 0;
    score += best;
  }
  // Of two that have all the words, the one that says less besides.
  return score + (plain(label).startsWith(words.join(' ')) ? words.length : 0) + 1 / (inLabel.length + 1);
}

/** 3 for the word itself, 2 for its beginning, 1 for a part after a hyphen or a dot, 0 for none. */
function bestOf(word: string, among: readonly string[]): number {
  if (among.includes(word)) return 3;
  if (among.some((each) => each.startsWith(word))) return 2;
  return among.some((each) => each.split(/[-.]/).some((part) => part.startsWith(word))) ? 1 : 0;
}
