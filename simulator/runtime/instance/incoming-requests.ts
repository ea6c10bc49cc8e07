import { samplerOf } from '../../kernel/distributions.ts';
import { parseTraceparent } from '../../wire/trace-context.ts';
import { headerOf } from '../../wire/http.ts';
import { costOf, routeOf } from './route.ts';
import type { Sampler } from '../../kernel/distributions.ts';
import type { Admission } from '../../machine/admission.ts';
import type { Cpu } from '../../machine/cpu.ts';
import type { Heap } from '../../machine/heap.ts';
import type { LocalTime } from './local-time.ts';
import type { Spans } from './spans.ts';
import type { OpenSpan, RequestHandler } from '../../wire/bridge.ts';
import type { DistributionSpec } from '../../wire/distribution-spec.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import type { RandomStream } from '../../wire/node-context.ts';
import type { Micros } from '../../wire/packet.ts';
import type { TraceContext } from '../../wire/trace-context.ts';

export interface Door {
  readonly admission: Admission;
  readonly cpu: Cpu;
  readonly heap: Heap;
  readonly time: LocalTime;
  readonly spans: Spans;
  random(purpose: string): RandomStream;
  /** Runs service code in a turn of its own. */
  turn(trace: TraceContext, run: () => void): void;
}

export interface Listener {
  readonly service: string;
  readonly cost: Readonly<Record<string, DistributionSpec>>;
  handler: RequestHandler | null;
}

type Respond = (response: HttpResponse) => void;

interface Failure {
  readonly rate: number;
  readonly status: number;
}

interface InHand {
  abort(): void;
}

const overloaded: HttpResponse = {
  status: 503,
  headers: [['content-type', 'text/plain;charset=UTF-8']],
  body: { text: 'overloaded: every slot is taken and the queue is full' },
};

/** What a process does with a request: the door, a core, the handler, the answer. */
export class IncomingRequests {
  readonly #door: Door;
  readonly #costs = new Map<DistributionSpec, Sampler>();
  readonly #inHand = new Map<string, InHand>();
  #failures: readonly Failure[] = [];
  #slowByUs = 0;

  constructor(door: Door) {
    this.#door = door;
  }

  get count(): number {
    return this.#inHand.size;
  }

  failSome(rate: number, status: number): () => void {
    const failure = { rate, status };
    this.#failures = [...this.#failures, failure];
    return () => (this.#failures = this.#failures.filter((other) => other !== failure));
  }

  slowBy(us: Micros): void {
    this.#slowByUs += us;
  }

  /** From the network: takes a slot, or waits for one, or is turned away. */
  arrive(key: string, listener: Listener, request: HttpRequest, respond: Respond): void {
    const { admission, heap, time } = this.#door;
    const span = this.#serverSpan(listener, request);
    const arrivedUs = time.nowUs();
    const admitted = (): void => {
      if (arrivedUs < time.nowUs()) span.set('flotilla.queue_us', time.nowUs() - arrivedUs);
      heap.requestStarted();
      this.#handle(key, listener, request, span, (response) => {
        admission.leave();
        heap.requestEnded();
        respond(response);
      });
    };
    const entry = admission.enter(admitted);
    if (entry.kind === 'admitted') return admitted();
    if (entry.kind === 'full') {
      span.set('http.response.status_code', overloaded.status);
      span.end('the queue is full');
      return respond(overloaded);
    }
    this.#inHand.set(key, {
      abort: () => {
        entry.leave();
        this.#inHand.delete(key);
        span.end('the caller gave up while it queued');
      },
    });
  }

  /** From a service in the same process: it costs a core, but neither a slot nor the network. */
  arriveInside(key: string, listener: Listener, request: HttpRequest, respond: Respond): void {
    this.#handle(key, listener, request, this.#serverSpan(listener, request), respond);
  }

  abort(key: string): void {
    this.#inHand.get(key)?.abort();
  }

  /** CPU for something that is no request: a record taken from a topic. */
  work(listener: Listener, route: string, then: () => void): void {
    const spec = listener.cost[route] ?? listener.cost['default'];
    this.#door.cpu.run(spec ? this.#sample(spec) : 0, then);
  }

  #handle(key: string, listener: Listener, request: HttpRequest, span: OpenSpan, respond: Respond): void {
    const { cpu, time } = this.#door;
    const aborts: (() => void)[] = [];
    this.#inHand.set(key, { abort: () => aborts.splice(0).forEach((run) => this.#door.turn(span.context, run)) });
    const finish = (response: HttpResponse): void => {
      this.#inHand.delete(key);
      span.set('http.response.status_code', response.status);
      span.end(response.status >= 500 ? `answered ${response.status}` : undefined);
      respond(response);
    };
    const askedUs = time.nowUs();
    const spec = costOf(listener.cost, request.method, request.path);
    cpu.run(spec ? this.#sample(spec) : 0, () => {
      if (askedUs < time.nowUs()) span.set('flotilla.cpu_us', time.nowUs() - askedUs);
      if (this.#slowByUs > 0) time.after(this.#slowByUs, () => this.#run(listener, request, span, finish, aborts));
      else this.#run(listener, request, span, finish, aborts);
    });
  }

  #run(listener: Listener, request: HttpRequest, span: OpenSpan, finish: Respond, aborts: (() => void)[]): void {
    const failure = this.#failures.find(({ rate }) => this.#door.random('fail').next() < rate);
    if (failure) {
      span.set('flotilla.fault', 'fail');
      return finish({
        status: failure.status,
        headers: [['content-type', 'text/plain;charset=UTF-8']],
        body: { text: 'failed on purpose' },
      });
    }
    const handler = listener.handler;
    if (!handler) {
      return finish({ status: 503, headers: [], body: { text: `${listener.service} does not listen` } });
    }
    let answered = false;
    this.#door.turn(span.context, () =>
      handler(
        request,
        (response) => {
          if (answered) return;
          answered = true;
          finish(response);
        },
        (run) => aborts.push(run),
      ),
    );
  }

  #serverSpan(listener: Listener, request: HttpRequest): OpenSpan {
    const route = routeOf(request.method, request.path);
    const parent = parseTraceparent(headerOf(request.headers, 'traceparent'));
    const attributes = {
      'http.request.method': request.method,
      'http.route': route.slice(request.method.length + 1),
      'url.path': request.path,
    };
    return this.#door.spans.start({
      service: listener.service,
      name: route,
      kind: 'server',
      parent,
      startUs: this.#door.time.nowUs(),
      attributes,
    });
  }

  #sample(spec: DistributionSpec): Micros {
    let sampler = this.#costs.get(spec);
    if (!sampler) this.#costs.set(spec, (sampler = samplerOf(spec, this.#door.random('cpu cost'))));
    return sampler();
  }
}
