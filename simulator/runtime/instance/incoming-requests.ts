import { samplerOf } from '../../kernel/distributions.ts';
import { readTraceparent } from '../../wire/trace-context.ts';
import { headerOf } from '../../wire/http.ts';
import { Routes } from './route.ts';
import type { Route, RouteCosts } from './route.ts';
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
import type { AttributeValue } from '../../wire/facts.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';
import type { TraceContext } from '../../wire/trace-context.ts';

export interface Door {
  readonly leastCostUs: Micros;
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
  readonly routeCosts: RouteCosts;
  handler: RequestHandler | null;
}

type Respond = (response: HttpResponse) => void;

interface Failure {
  readonly rate: number;
  readonly status: number;
}

/** Who asked, so that they can take it back: a node and the number of its exchange. */
export interface Asker {
  readonly from: NodeId;
  readonly exchange: number;
  /** Of the span that called, as the network knows it. */
  readonly trace: TraceContext | null;
}

const overloaded: HttpResponse = {
  status: 503,
  headers: [['content-type', 'text/plain;charset=UTF-8']],
  body: { text: 'overloaded: every slot is taken and the queue is full' },
};

/** A request that a process has taken and not answered. */
class InHand {
  readonly asker: Asker;
  readonly listener: Listener;
  readonly request: HttpRequest;
  readonly route: Route;
  readonly span: OpenSpan;
  readonly respond: Respond;
  /** In the list of all of them. */
  place = -1;
  queueUs: Micros = 0;
  cpuUs: Micros = 0;
  /** Leaves the queue at the door; null once admitted. */
  leaveQueue: (() => void) | null = null;
  aborts: (() => void)[] = [];

  constructor(asker: Asker, listener: Listener, request: HttpRequest, span: OpenSpan, route: Route, respond: Respond) {
    this.asker = asker;
    this.listener = listener;
    this.request = request;
    this.span = span;
    this.route = route;
    this.respond = respond;
  }
}

/** What a process does with a request: the door, a core, the handler, the answer. */
export class IncomingRequests {
  readonly #door: Door;
  readonly #costs = new Map<DistributionSpec, Sampler>();
  /** Searched only for the few that are taken back. */
  readonly #inHand: InHand[] = [];
  readonly #routes = new Routes();
  #failures: readonly Failure[] = [];
  #slowByUs = 0;

  constructor(door: Door) {
    this.#door = door;
  }

  get count(): number {
    return this.#inHand.length;
  }

  /** How many more it neither answers at once, nor turns away, nor dies of. */
  get room(): number {
    const { leastCostUs, admission, heap } = this.#door;
    return leastCostUs > 0 ? Math.max(0, Math.min(admission.room, heap.room)) : 0;
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
  arrive(asker: Asker, listener: Listener, request: HttpRequest, respond: Respond): void {
    const { admission, heap, time } = this.#door;
    const arrivedUs = time.nowUs();
    const taken = this.#take(asker, listener, request, (response) => {
      admission.leave();
      heap.requestEnded();
      respond(response);
    });
    const admitted = (): void => {
      taken.leaveQueue = null;
      taken.queueUs = time.nowUs() - arrivedUs;
      heap.requestStarted();
      this.#handle(taken);
    };
    const entry = admission.enter(admitted);
    if (entry.kind === 'admitted') return admitted();
    if (entry.kind === 'full') {
      taken.span.end('the queue is full', attributesOf(taken, overloaded.status));
      return respond(overloaded);
    }
    taken.leaveQueue = () => entry.leave();
    this.#hold(taken);
  }

  /** From a service in the same process: it costs a core, but neither a slot nor the network. */
  arriveInside(asker: Asker, listener: Listener, request: HttpRequest, respond: Respond): void {
    this.#handle(this.#take(asker, listener, request, respond));
  }

  /** The caller does not wait any more. */
  abort(from: NodeId, exchange: number): void {
    const taken = this.#inHand.find(({ asker }) => asker.exchange === exchange && asker.from === from);
    if (!taken) return;
    if (taken.leaveQueue) {
      taken.leaveQueue();
      this.#release(taken);
      taken.span.end('the caller gave up while it queued', askedAttributesOf(taken));
      return;
    }
    for (const run of taken.aborts.splice(0)) this.#door.turn(taken.span.context, run);
  }

  /** CPU for something that is no request: a record taken from a topic. */
  work(listener: Listener, route: string, then: () => void): void {
    const spec = listener.cost[route] ?? listener.cost['default'];
    this.#door.cpu.run(spec ? this.#sample(spec) : 0, then);
  }

  #take(asker: Asker, listener: Listener, request: HttpRequest, respond: Respond): InHand {
    const route = this.#routes.of(request.method, request.path);
    const span = this.#door.spans.start({
      service: listener.service,
      name: route.name,
      kind: 'server',
      parent: readTraceparent(headerOf(request.headers, 'traceparent'), asker.trace),
      startUs: this.#door.time.nowUs(),
    });
    return new InHand(asker, listener, request, span, route, respond);
  }

  #hold(taken: InHand): void {
    if (taken.place < 0) taken.place = this.#inHand.push(taken) - 1;
  }

  #release(taken: InHand): void {
    const last = this.#inHand.pop()!;
    if (last !== taken) {
      this.#inHand[taken.place] = last;
      last.place = taken.place;
    }
    taken.place = -1;
  }

  #handle(taken: InHand): void {
    const { cpu, time } = this.#door;
    this.#hold(taken);
    const askedUs = time.nowUs();
    const { listener, request } = taken;
    const spec = listener.routeCosts.of(request.method, request.path);
    cpu.run(spec ? this.#sample(spec) : 0, () => {
      taken.cpuUs = time.nowUs() - askedUs;
      if (this.#slowByUs > 0) time.after(this.#slowByUs, () => this.#run(taken));
      else this.#run(taken);
    });
  }

  #finish(taken: InHand, response: HttpResponse, isFault = false): void {
    if (taken.place < 0) return;
    this.#release(taken);
    const { status } = response;
    const attributes = attributesOf(taken, status);
    if (isFault) attributes['flotilla.fault'] = 'fail';
    taken.span.end(status >= 500 ? `answered ${status}` : undefined, attributes);
    taken.respond(response);
  }

  #run(taken: InHand): void {
    const { listener, request } = taken;
    const failure =
      this.#failures.length === 0
        ? undefined
        : this.#failures.find(({ rate }) => this.#door.random('fail').next() < rate);
    if (failure) {
      const headers: HttpResponse['headers'] = [['content-type', 'text/plain;charset=UTF-8']];
      return this.#finish(taken, { status: failure.status, headers, body: { text: 'failed on purpose' } }, true);
    }
    const { handler } = listener;
    if (!handler) {
      return this.#finish(taken, { status: 503, headers: [], body: { text: `${listener.service} does not listen` } });
    }
    this.#door.turn(taken.span.context, () =>
      handler(
        request,
        (response) => this.#finish(taken, response),
        (run) => taken.aborts.push(run),
      ),
    );
  }

  #sample(spec: DistributionSpec): Micros {
    let sampler = this.#costs.get(spec);
    if (!sampler) this.#costs.set(spec, (sampler = samplerOf(spec, this.#door.random('cpu cost'))));
    return sampler();
  }
}

/** In one literal where it only had to compute: to set one after another makes V8 look for the next shape each time. */
function attributesOf(taken: InHand, status: number): Record<string, AttributeValue> {
  const { request, route, queueUs, cpuUs } = taken;
  if (queueUs === 0 && cpuUs > 0) {
    return {
      'http.request.method': request.method,
      'http.route': route.pattern,
      'url.path': request.path,
      'flotilla.cpu_us': cpuUs,
      'http.response.status_code': status,
    };
  }
  const attributes = askedAttributesOf(taken);
  if (queueUs > 0) attributes['flotilla.queue_us'] = queueUs;
  if (cpuUs > 0) attributes['flotilla.cpu_us'] = cpuUs;
  attributes['http.response.status_code'] = status;
  return attributes;
}

function askedAttributesOf({ request, route }: InHand): Record<string, AttributeValue> {
  return { 'http.request.method': request.method, 'http.route': route.pattern, 'url.path': request.path };
}
