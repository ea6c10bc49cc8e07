interface Block {
  sum: number;
  count: number;
}

/**
 * Places in the given order, as near to where they want to be as they can, with so much between one and the next at least.
 * Pool adjacent violators: the sum of squares of what they are moved is the least there is.
 */
export function spread(wanted: readonly number[], apart: (index: number) => number): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (let index = 0; index < wanted.length; index++) {
    if (index > 0) offset += apart(index - 1);
    offsets.push(offset);
  }
  const blocks: Block[] = [];
  for (let index = 0; index < wanted.length; index++) {
    let block: Block = { sum: wanted[index]! - offsets[index]!, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count >= block.sum / block.count; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  }
  const means = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return means.map((mean, index) => mean + offsets[index]!);
}
