export type QueryValue = string | QueryValue[] | { [name: string]: QueryValue };
export type Query = Record<string, QueryValue>;

const depthMax = 5;
const listIndexMax = 20;
const parametersMax = 1_000;

function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

function pairsOf(text: string): [name: string, value: string][] {
  const parts = text.split('&').filter((part) => part !== '');
  return parts.slice(0, parametersMax).map((part) => {
    const at = part.indexOf('=');
    return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
  });
}

/** `a=1&a=2` as Node's querystring reads it: a name that comes again makes a list. */
export function parseSimple(text: string): Query {
  const query = Object.create(null) as Query;
  for (const [name, value] of pairsOf(text)) add(query, name, value);
  return query;
}

function add(query: Query, name: string, value: QueryValue): void {
  const known = query[name];
  if (known === undefined) query[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else query[name] = [known, value];
}

/** `user[name]=a&tags[]=b` as `qs` reads it. */
export function parseExtended(text: string): Query {
  const query: Query = {};
  for (const [name, value] of pairsOf(text)) {
    const head = /^[^[]*/.exec(name)![0];
    const inner = [...name.slice(head.length).matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1]!);
    const path = [head === '' && inner.length > 0 ? inner.shift()! : head, ...inner].slice(0, depthMax + 1);
    // A name such as __proto__ would reach past the query.
    if (path.some((step) => step in Object.prototype)) continue;
    put(query, path, value);
  }
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, withLists(value)]));
}

type Tree = { [name: string]: QueryValue };

function put(tree: Tree, path: readonly string[], value: string): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    add(tree, first, value);
    return;
  }
  const known = tree[first];
  const inner = treeOf(known);
  tree[first] = inner;
  const [step] = rest;
  put(inner, step === '' ? [String(Object.keys(inner).length), ...rest.slice(1)] : rest, value);
}

/** A value that was there before becomes a name, as in `a=b&a[c]=d`. */
function treeOf(known: QueryValue | undefined): Tree {
  if (known === undefined) return {};
  if (typeof known === 'string') return { [known]: 'true' };
  return Array.isArray(known) ? Object.fromEntries(known.entries()) : known;
}

/** An object whose names are 0, 1, 2 ... is a list. */
function withLists(value: QueryValue): QueryValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, inner]): [string, QueryValue] => [name, withLists(inner)]);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name) && Number(name) <= listIndexMax);
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
