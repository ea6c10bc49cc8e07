const view = new DataView(new ArrayBuffer(8));
const bucketsPerOctave = 128;
const octaves = 44;

/**
 * Quantiles of durations in bounded memory. A value's bucket is read from the bits of the float itself (exponent and the first
 * seven bits of the mantissa), so it is the same everywhere, needs no logarithm, and is off by 0.4 % at most.
 */
export class Sketch {
  count = 0;
  sum = 0;
  max = 0;
  #buckets = new Uint32Array(bucketsPerOctave * octaves);

  add(us: number): void {
    this.count++;
    this.sum += us;
    if (us > this.max) this.max = us;
    this.#buckets[bucketOf(us)]!++;
  }

  /** What was added since the last time, as bucket and count in turn; then it begins anew. */
  take(): { count: number; sum: number; max: number; buckets: number[] } {
    const { count, sum, max } = this;
    const buckets: number[] = [];
    this.#buckets.forEach((inBucket, bucket) => {
      if (inBucket > 0) buckets.push(bucket, inBucket);
    });
    this.#buckets.fill(0);
    this.count = this.sum = this.max = 0;
    return { count, sum, max, buckets };
  }

  addTaken(taken: {
    readonly count: number;
    readonly sum: number;
    readonly max: number;
    readonly buckets: readonly number[];
  }): void {
    this.count += taken.count;
    this.sum += taken.sum;
    this.max = Math.max(this.max, taken.max);
    for (let index = 0; index < taken.buckets.length; index += 2)
      this.#buckets[taken.buckets[index]!]! += taken.buckets[index + 1]!;
  }

  get mean(): number {
    return this.count === 0 ? 0 : this.sum / this.count;
  }

  /** The middle of the bucket that holds the value of this rank; 0 when there is none. */
  quantile(share: number): number {
    if (this.count === 0) return 0;
    const rank = Math.max(1, Math.ceil(share * this.count));
    let seen = 0;
    for (let bucket = 0; bucket < this.#buckets.length; bucket++) {
      seen += this.#buckets[bucket]!;
      if (seen >= rank) return Math.min(middleOf(bucket), this.max);
    }
    return this.max;
  }
}

/** Values below one microsecond share bucket 0. */
function bucketOf(us: number): number {
  if (us < 1) return 0;
  view.setFloat64(0, us);
  const top = view.getUint32(0);
  const octave = (top >>> 20) - 1023;
  return Math.min(octaves - 1, octave) * bucketsPerOctave + ((top >>> 13) & 127);
}

/** Of a bucket, as `take` names them. */
export function middleOf(bucket: number): number {
  const octave = Math.floor(bucket / bucketsPerOctave);
  const step = bucket % bucketsPerOctave;
  let base = 1;
  for (let power = 0; power < octave; power++) base *= 2;
  return base * (1 + (step + 0.5) / bucketsPerOctave);
}
