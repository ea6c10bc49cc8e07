/** The nodes of a circle, each before the next; null when there is none. */
export function cycleIn<Node>(next: ReadonlyMap<Node, Iterable<Node>>): Node[] | null {
  const done = new Set<Node>();
  for (const start of next.keys()) {
    const path: Node[] = [];
    const onPath = new Set<Node>();
    const branches: Iterator<Node>[] = [];
    const enter = (node: Node): void => {
      path.push(node);
      onPath.add(node);
      branches.push((next.get(node) ?? [])[Symbol.iterator]());
    };
    if (!done.has(start)) enter(start);
    while (path.length > 0) {
      const { value, done: isLast } = branches.at(-1)!.next();
      if (isLast) {
        const left = path.pop()!;
        onPath.delete(left);
        done.add(left);
        branches.pop();
      } else if (onPath.has(value)) return path.slice(path.indexOf(value));
      else if (!done.has(value)) enter(value);
    }
  }
  return null;
}
