import { javascriptTokens } from './javascript-tokens.ts';
import type { Service } from '../fleet.ts';

const address = /\bhttps?:\/\/([A-Za-z0-9][\w.-]*)/g;
const templatePiece = /(?:\\[^]|\$(?!\{)|[^`\\$])*/y;

const known = new WeakMap<Service, ReadonlySet<string>>();

/** Hosts whose address stands in a service's code or in its variables, whether or not anybody ever calls them. */
export function namedHosts(service: Service): ReadonlySet<string> {
  let hosts = known.get(service);
  if (!hosts) known.set(service, (hosts = new Set(textsOf(service).flatMap(hostsIn))));
  return hosts;
}

function textsOf({ files, env }: Service): string[] {
  const code = Object.entries(files).filter(([path]) => !path.endsWith('.json'));
  return [...Object.values(env), ...code.flatMap(([, source]) => quotedTexts(source))];
}

function hostsIn(text: string): string[] {
  return [...text.matchAll(address)].map((match) => match[1]!);
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
