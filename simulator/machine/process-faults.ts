import type { Cpu } from './cpu.ts';
import type { Heap } from './heap.ts';
import type { Micros } from '../wire/packet.ts';

/** What a faulty process does to its requests. */
interface Requests {
  slowBy(us: Micros): void;
  /** Until the result is called. */
  failSome(rate: number, status: number): () => void;
}

/** Where and when a process is to die. */
export interface CrashPoint {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  /** On which pass; or by which chance on each. */
  readonly when: { readonly pass: number } | { readonly rate: number };
}

interface Body {
  readonly cpu: Cpu;
  readonly heap: Heap;
  readonly requests: Requests;
  /** Until the result is called. */
  crashAt(point: CrashPoint): () => void;
}

type Sizes = Readonly<Record<string, unknown>>;

/** What is wrong with the body of this process just now. Several faults of one kind go together, and each ends by itself. */
export class ProcessFaults {
  readonly #body: Body;
  readonly #undo = new Map<number, () => void>();
  #hangs = 0;
  #skewUs: Micros = 0;

  constructor(body: Body) {
    this.#body = body;
  }

  get isHanging(): boolean {
    return this.#hangs > 0;
  }

  /** How far its clock is off. */
  get skewUs(): Micros {
    return this.#skewUs;
  }

  /** Without sizes, the fault of this number is over. */
  control(id: number, verb: string, sizes: Sizes | null): void {
    if (sizes !== null) {
      this.#undo.set(id, this.#apply(id, verb, sizes));
      return;
    }
    this.#undo.get(id)?.();
    this.#undo.delete(id);
  }

  #apply(id: number, verb: string, sizes: Sizes): () => void {
    const { cpu, heap, requests } = this.#body;
    const size = (name: string): number => (typeof sizes[name] === 'number' ? sizes[name] : 0);
    switch (verb) {
      case 'hang':
        this.#hangs++;
        return () => this.#hangs--;
      case 'slow': {
        const faster = cpu.slow(size('times') || 1);
        requests.slowBy(size('by'));
        return () => {
          faster();
          requests.slowBy(-size('by'));
        };
      }
      case 'fail':
        return requests.failSome(size('rate'), size('status') || 500);
      case 'leak':
        heap.leak(size('perRequest'), size('perSecond'));
        return () => heap.leak(-size('perRequest'), -size('perSecond'));
      case 'burn':
        return cpu.burn(size('cores'));
      case 'skew':
        this.#skewUs += size('by');
        return () => (this.#skewUs -= size('by'));
      case 'crashpoint': {
        const when = size('rate') > 0 ? { rate: size('rate') } : { pass: size('pass') || 1 };
        return this.#body.crashAt({ id, file: String(sizes['file']), line: size('line'), when });
      }
      default:
        throw new Error(`a process does not know the fault ${verb}`);
    }
  }
}
