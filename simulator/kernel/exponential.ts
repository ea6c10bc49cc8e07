import { exactExp } from './exact-math/exp.ts';
import { exactLog } from './exact-math/log.ts';
import type { RandomStream } from '../wire/node-context.ts';

const layers = 256;
/** Where the tail begins, and the area of each layer, for 256 layers (Marsaglia and Tsang, 2000). */
const tail = 7.697117470131487;
const area = 0.003949659822581572;

const edges = new Float64Array(layers + 1);
const heights = new Float64Array(layers + 1);

edges[0] = area * exactExp(tail);
edges[1] = tail;
for (let layer = 2; layer < layers; layer++)
  edges[layer] = -exactLog(area / edges[layer - 1]! + exactExp(-edges[layer - 1]!));
for (let layer = 1; layer <= layers; layer++) heights[layer] = exactExp(-edges[layer]!);

/** A draw from the exponential distribution of mean 1, by a ziggurat: mostly one multiplication, no logarithm. */
export function exponential(random: RandomStream): number {
  for (;;) {
    const uniform = random.next();
    // Its lowest eight bits of 53 choose the layer; the value moves by less than one part in 2^44 with them.
    const layer = (uniform * 9_007_199_254_740_992) & (layers - 1);
    const value = uniform * edges[layer]!;
    if (value < edges[layer + 1]!) return value;
    if (layer === 0) return tail - exactLog(1 - random.next());
    const height = heights[layer]! + random.next() * (heights[layer + 1]! - heights[layer]!);
    if (height < exactExp(-value)) return value;
  }
}
