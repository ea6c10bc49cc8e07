import { hostsIn } from './host-address.ts';
import { javascriptTokens } from './javascript-tokens.ts';

const templatePiece = /(?:\\[^]|\$(?!\{)|[^`\\$])*/y;

/** Hosts whose address stands in code, whether or not anybody ever calls them. */
export function namedHosts(source: string): string[] {
  return [...new Set(quotedTexts(source).flatMap(hostsIn))];
}

/** What stands in quotes, and what stands in templates between their expressions; comments are neither. */
function quotedTexts(source: string): string[] {
  return javascriptTokens(source).flatMap(({ kind, text, offset }) => {
    if (kind === 'text') return text;
    if (text !== '`') return [];
    templatePiece.lastIndex = offset + 1;
    return templatePiece.exec(source)?.[0] ?? [];
  });
}
