import { isMap, isScalar, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { shielded, unshielded } from '../flow-text.ts';

type Path = readonly string[];

/** A fleet file's own text, changed in places: comments, order and everything that was not touched stay. */
export class FleetDocument {
  readonly #before: string;
  readonly #document: Document;

  constructor(text: string) {
    this.#before = text;
    this.#document = parseDocument(shielded(text), { uniqueKeys: false, logLevel: 'silent' });
  }

  has(path: Path): boolean {
    return this.#document.hasIn(written(path));
  }

  /** As plain data; undefined where nothing stands. */
  get(path: Path): unknown {
    const node = this.#document.getIn(written(path), true) as { toJS?: (document: Document) => unknown } | undefined;
    return node?.toJS?.(this.#document);
  }

  /** What is on the way there comes to life; a mapping is written on one line. */
  set(path: Path, value: unknown): void {
    for (let depth = 1; depth < path.length; depth++) this.#beMapping(path.slice(0, depth));
    this.#document.setIn(written(path), this.#document.createNode(shieldedValue(value), { flow: true }));
  }

  remove(path: Path): void {
    if (this.has(path)) this.#document.deleteIn(written(path));
  }

  text(): string {
    const indent = /^( +)\S/m.exec(this.#before)?.[1]?.length ?? 2;
    const written = this.#document.toString({ lineWidth: 0, flowCollectionPadding: true, nullStr: 'null', indent });
    return spacedAs(this.#before, unshielded(written));
  }

  /** A section is written in lines of its own, and an entry of it on one. */
  #beMapping(path: Path): void {
    const node = this.#document.getIn(written(path), true);
    if (isMap(node)) return;
    const isNothing = node === undefined || (isScalar(node) && node.value === null);
    if (!isNothing) throw new NotEditable(path.join('.'));
    const made = this.#document.createNode({}, { flow: path.length > 1 });
    this.#document.setIn(written(path), made);
  }
}

/** The file says it in a way that cannot be changed for it alone, such as an alias. */
export class NotEditable extends Error {}

/** Lines that say what they said before are spaced as they were before. */
function spacedAs(before: string, after: string): string {
  const tight = (line: string): string => `${/^ */.exec(line)![0]}${line.replace(/\s+/g, '')}`;
  const known = new Map<string, string[]>();
  for (const line of before.split('\n')) known.set(tight(line), [...(known.get(tight(line)) ?? []), line]);
  return after
    .split('\n')
    .map((line) => known.get(tight(line))?.shift() ?? line)
    .join('\n');
}

/** Keys stand in the document as they are shielded there. */
function written(path: Path): string[] {
  return path.map(shielded);
}

function shieldedValue(value: unknown): unknown {
  if (typeof value === 'string') return shielded(value);
  if (Array.isArray(value)) return value.map(shieldedValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [shielded(key), shieldedValue(each)]));
}
