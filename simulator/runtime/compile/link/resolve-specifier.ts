export type Resolved =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'shelf'; readonly name: string }
  | { readonly kind: 'missing'; readonly why: string };

interface Surroundings {
  readonly paths: readonly string[];
  readonly shelfNames: readonly string[];
}

const ENDINGS = ['', '.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '.json', '/index.ts', '/index.js'];

/** TypeScript lets `./x.js` mean the file `x.ts` that it will be made of. */
const sourcePathOf = (path: string): string => path.replace(/\.([mc]?)js$/, '.$1ts');

/** Path segments joined and `.` and `..` worked out; null when it leads out of the code folder. */
function joinPaths(folder: string, relative: string): string | null {
  const segments: string[] = [];
  for (const segment of `${folder}/${relative}`.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join('/');
}

const listed = (names: readonly string[]): string => (names.length === 0 ? 'nothing' : names.toSorted().join(', '));

/** Finds what `specifier` in the file `from` means. Paths have no leading slash. */
export function resolveSpecifier(specifier: string, from: string, { paths, shelfNames }: Surroundings): Resolved {
  if (/^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier)) {
    const folder = specifier.startsWith('/') ? '' : from.slice(0, Math.max(0, from.lastIndexOf('/')));
    const wanted = joinPaths(folder, specifier);
    const candidates = wanted === null ? [] : [...ENDINGS.map((ending) => wanted + ending), sourcePathOf(wanted)];
    const path = candidates.find((candidate) => paths.includes(candidate));
    if (path !== undefined) return { kind: 'file', path };
    return { kind: 'missing', why: `there is no file ${wanted ?? specifier}; the files are: ${listed(paths)}` };
  }
  const other = specifier.startsWith('node:') ? specifier.slice('node:'.length) : `node:${specifier}`;
  const name = [specifier, other].find((candidate) => shelfNames.includes(candidate));
  if (name !== undefined) return { kind: 'shelf', name };
  return { kind: 'missing', why: `it is not on the shelf; the shelf has: ${listed(shelfNames)}` };
}
