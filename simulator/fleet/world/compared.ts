import type { ProcessTemplate } from './process-template.ts';
import type { Replica } from '../../platform/replica.ts';

/** What should be of a process. */
export interface Wish {
  readonly template: ProcessTemplate;
  readonly replicas: number;
  /** Single replicas of another make, each in the place of the one that is named. */
  readonly canaries: readonly { readonly template: ProcessTemplate; readonly instead: string }[];
}

export interface Comparison {
  /** As wished, in whatever state. */
  readonly right: readonly Replica[];
  /** Of another make, or too many; those that should go first come first. */
  readonly wrong: readonly Replica[];
  /** On their way out. */
  readonly leaving: readonly Replica[];
  /** What is still to come. */
  readonly missing: readonly ProcessTemplate[];
}

/** What is, beside what is wished. Of too many the youngest go, and of those of another make the oldest. */
export function compared(wish: Wish, replicas: readonly Replica[], keyOf: (replica: Replica) => string): Comparison {
  const wanted = templatesOf(wish);
  const named = new Set(wish.canaries.map(({ instead }) => instead));
  const staying = replicas.filter((replica) => !replica.isRetiring);
  const inOrder = [
    ...staying.filter((replica) => !named.has(replica.name)),
    ...staying.filter((replica) => named.has(replica.name)),
  ];
  const right: Replica[] = [];
  const others: Replica[] = [];
  const tooMany: Replica[] = [];
  const keys = new Set(wanted.map(({ key }) => key));
  for (const replica of inOrder) {
    const key = keyOf(replica);
    const place = wanted.findIndex((template) => template.key === key);
    if (place >= 0) {
      wanted.splice(place, 1);
      right.push(replica);
    } else if (keys.has(key)) tooMany.unshift(replica);
    else others.push(replica);
  }
  const leaving = replicas.filter((replica) => replica.isRetiring);
  return { right, wrong: [...others, ...tooMany], leaving, missing: wanted };
}

function templatesOf({ template, replicas, canaries }: Wish): ProcessTemplate[] {
  const special = canaries.slice(0, replicas).map((canary) => canary.template);
  return [...special, ...Array.from({ length: replicas - special.length }, () => template)];
}

export function isSameWish(one: Wish, other: Wish): boolean {
  const textOf = ({ template, replicas, canaries }: Wish): string[] => [
    ...[template.key, String(replicas)],
    ...canaries.flatMap((canary) => [canary.instead, canary.template.key]),
  ];
  const texts = textOf(other);
  return textOf(one).every((text, place) => text === texts[place]) && textOf(one).length === texts.length;
}
