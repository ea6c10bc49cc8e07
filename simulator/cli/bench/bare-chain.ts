/**
 * The least that a chain of ten stations can cost in JavaScript: a heap over typed arrays, requests as numbers, direct calls,
 * no names, no network, no telemetry, no chance of anything going wrong. The engine is measured against it.
 */
const stations = 10;
/** Its arrival, and the end of its service at each station. */
export const bareEventsPerRequest = stations + 1;

class Heap {
  size = 0;
  #times = new Float64Array(1 << 16);
  #codes = new Int32Array(1 << 16);

  push(time: number, code: number): void {
    let place = this.size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#times[parent]! <= time) break;
      this.#times[place] = this.#times[parent]!;
      this.#codes[place] = this.#codes[parent]!;
      place = parent;
    }
    this.#times[place] = time;
    this.#codes[place] = code;
  }

  time(): number {
    return this.#times[0]!;
  }

  pop(): number {
    const code = this.#codes[0]!;
    const lastTime = this.#times[--this.size]!;
    const lastCode = this.#codes[this.size]!;
    let place = 0;
    for (let child = 1; child < this.size; child = place * 2 + 1) {
      if (child + 1 < this.size && this.#times[child + 1]! < this.#times[child]!) child++;
      if (this.#times[child]! >= lastTime) break;
      this.#times[place] = this.#times[child]!;
      this.#codes[place] = this.#codes[child]!;
      place = child;
    }
    this.#times[place] = lastTime;
    this.#codes[place] = lastCode;
    return code;
  }
}

/** Requests that went through the chain and back: each station takes it, serves it, and passes the answer on. */
export function runBareChain(perSecond: number, seconds: number, serviceUs: number): number {
  const heap = new Heap();
  const endUs = seconds * 1_000_000;
  const gapUs = 1_000_000 / perSecond;
  const serving = new Int32Array(stations);
  let state = 12_345;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 0) / 4_294_967_296;
  };
  const exponential = (mean: number): number => -Math.log(1 - random()) * mean;
  let done = 0;
  let now = 0;
  const arrive = (station: number): void => {
    serving[station]!++;
    heap.push(now + exponential(serviceUs), station);
  };
  const answer = (station: number): void => {
    serving[station]!--;
    if (station === 0) done++;
    else answer(station - 1);
  };
  heap.push(0, -1);
  while (heap.size > 0 && heap.time() < endUs) {
    now = heap.time();
    const station = heap.pop();
    if (station < 0) {
      heap.push(now + exponential(gapUs), -1);
      arrive(0);
    } else if (station + 1 < stations) arrive(station + 1);
    else answer(station);
  }
  return done;
}
