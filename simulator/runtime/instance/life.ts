import { RandomStreams } from '../../kernel/random.ts';
import { Admission } from '../../machine/admission.ts';
import { Cpu } from '../../machine/cpu.ts';
import { Heap } from '../../machine/heap.ts';
import { leastCostUs } from '../../machine/least-cost.ts';
import { ProcessFaults } from '../../machine/process-faults.ts';
import { Program } from '../program/program.ts';
import { ServiceRuntime } from './service-runtime.ts';
import { IncomingRequests } from './incoming-requests.ts';
import { LocalTime } from './local-time.ts';
import { OutgoingCalls } from './outgoing-calls.ts';
import { Spans } from './spans.ts';
import { ProcessEnded, Turns } from './turns.ts';
import { refused } from '../../wire/instance-events.ts';
import type { Realm } from './realm.ts';
import type { CrashPoint } from '../../machine/process-faults.ts';
import type { CallOptions, CallOutcome } from '../../wire/bridge.ts';
import type { Fact, UsageFact } from '../../wire/facts.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import type { InstanceEffect, InstanceEvent, ProcessEnd, ProcessSpec } from '../../wire/instance-events.ts';
import type { Micros, NodeId, Protocol } from '../../wire/packet.ts';

const usageEveryUs = 1_000_000;
/** Where calls of services of this very process come from. */
const insideNode: NodeId = -1;

/** One life of a process: from its start to its end. Nothing of it is left for the next. */
export class Life {
  readonly node: NodeId;
  readonly spec: ProcessSpec;
  readonly time: LocalTime;
  readonly turns: Turns;
  readonly random: RandomStreams;
  readonly spans: Spans;
  readonly heap: Heap;
  readonly cpu: Cpu;
  readonly requests: IncomingRequests;
  readonly startedAtUs: Micros;
  readonly calls: OutgoingCalls;
  readonly faults: ProcessFaults;
  readonly program: Program | null;
  ended = false;
  whyEnded = '';
  readonly #emit: (effect: InstanceEffect) => void;
  readonly #admission: Admission;
  readonly #services: ServiceRuntime[];
  #draining = false;
  #usageHeapBytes = 0;
  #usageDueUs = 0;

  constructor(
    realm: Realm,
    spec: ProcessSpec,
    incarnation: number,
    atUs: Micros,
    emit: (effect: InstanceEffect) => void,
  ) {
    this.node = spec.node;
    this.spec = spec;
    this.startedAtUs = atUs;
    this.#emit = emit;
    // A restarted process draws new numbers: its first life's luck must not come back.
    this.random = new RandomStreams(spec.seed, `${spec.replica} life ${incarnation}`);
    this.time = new LocalTime(spec.node, atUs, (text) => this.end('hung', text));
    this.turns = new Turns(this.time, {
      uncaught: (error) => this.#uncaught(error),
      unhandled: (reason, promise) => this.#services[0]?.unhandledRejection(reason, promise) ?? this.#uncaught(reason),
      stuck: (text, stack) => this.#stuck(text, stack),
    });
    this.calls = new OutgoingCalls(incarnation);
    this.spans = new Spans(
      this.random.of('trace'),
      () => this.time.nowUs(),
      (fact) => this.fact(fact),
    );
    this.heap = new Heap(this.time, spec.body, (reason) => this.end('out of memory', reason));
    this.cpu = new Cpu(this.time, spec.body.cores);
    this.#admission = new Admission(spec.body.concurrency, spec.body.queue);
    this.requests = new IncomingRequests({
      leastCostUs: leastCostUs(spec),
      admission: this.#admission,
      cpu: this.cpu,
      heap: this.heap,
      time: this.time,
      spans: this.spans,
      random: (purpose) => this.random.of(purpose),
      turn: (trace, run) => this.turns.run(trace, run),
    });
    this.faults = new ProcessFaults(this);
    this.#services = spec.services.map((service) => new ServiceRuntime(this, realm, service));
    this.program = spec.program ? new Program(this, this.#services[0]!) : null;
  }

  start(): void {
    let loading = this.#services.length;
    for (const service of this.#services) {
      if (this.ended) return;
      service.load(
        () => {
          if (--loading === 0 && !this.ended) this.#emit({ kind: 'ready', atUs: this.time.nowUs() });
        },
        (reason) => this.end('start failed', reason),
      );
    }
  }

  runNext(): void {
    this.time.runNext();
    this.#reportUsage();
  }

  take(event: InstanceEvent): void {
    switch (event.kind) {
      case 'call':
        return this.#arrive(event);
      case 'cancel':
        return this.requests.abort(event.from, event.exchange);
      case 'answer':
        return this.#settle(event.exchange, { ok: true, payload: event.payload });
      case 'failure':
        return this.#settle(event.exchange, { ok: false, code: event.code, why: event.why });
      case 'kill':
        return this.#die(event.why);
      case 'stop':
        return this.#drain(event.graceUs);
      case 'control':
        return this.faults.control(event.id, event.verb, event.sizes);
      case 'finish':
        return this.program?.finish();
      case 'start':
    }
  }

  fact(fact: Fact): void {
    if (!this.ended) this.#emit({ kind: 'fact', atUs: this.time.nowUs(), fact });
  }

  /** A call to a service in this very process stays in it; everything else goes out. */
  call(
    service: string,
    host: string,
    protocol: Protocol,
    payload: unknown,
    done: (outcome: CallOutcome) => void,
    options: CallOptions,
  ): number {
    const exchange = this.calls.nextNumber();
    const trace = options.trace === undefined ? this.turns.trace : options.trace;
    if (this.ended) return exchange;
    this.calls.wait(exchange, { trace: this.turns.trace, done });
    const inside = protocol === 'http' ? this.#insideOf(service, host) : undefined;
    if (inside) this.#callInside(inside, exchange, payload as HttpRequest);
    else this.#emit({ kind: 'call', atUs: this.time.nowUs(), exchange, service, host, protocol, payload, trace });
    return exchange;
  }

  /** A service of this very process; `localhost` is the caller itself, where it listens. */
  #insideOf(caller: string, host: string): ServiceRuntime | undefined {
    const isLoopback = host === 'localhost' || host === '127.0.0.1';
    const found = this.#services.find((candidate) => candidate.name === (isLoopback ? caller : host));
    return isLoopback && !found?.listener.handler ? undefined : found;
  }

  cancel(exchange: number): void {
    if (!this.calls.forget(exchange) || this.ended) return;
    this.requests.abort(insideNode, exchange);
    this.#emit({ kind: 'cancel', atUs: this.time.nowUs(), exchange });
  }

  /** How many calls it takes without a word: none that it might refuse, end with, or answer at once. */
  get room(): number {
    const mayRefuse = this.ended || this.#draining || this.#services.some(({ listener }) => !listener.handler);
    return mayRefuse || this.program ? 0 : this.requests.room;
  }

  get hung(): boolean {
    return this.faults.isHanging;
  }

  /** The process ends by its own doing. */
  end(end: ProcessEnd, reason: string, more: { readonly exitCode?: number; readonly crashPoint?: number } = {}): void {
    if (this.ended) return;
    const atUs = this.time.nowUs();
    this.#reportUsage();
    this.#die(reason);
    this.#emit({ kind: 'end', atUs, end, reason, ...more });
  }

  /** Nothing on the line is done, and nothing after it. What is left to chance may happen in its next life again. */
  crashAt({ id, file, line, when }: CrashPoint): () => void {
    const chance = 'rate' in when ? this.random.of(`crash point ${id}`) : null;
    let passes = 0;
    return this.turns.jobs.place.watch(file, line, () => {
      passes++;
      if ('rate' in when ? chance!.next() >= when.rate : passes !== when.pass) return;
      const reason = `died at ${file}:${line}, where a crash point was set`;
      this.#serviceOf(file)?.diedAt(reason, file, line);
      this.end('crash point', reason, 'rate' in when ? {} : { crashPoint: id });
      throw new ProcessEnded();
    });
  }

  #serviceOf(file: string): ServiceRuntime | undefined {
    return this.#services.find((service) => service.has(file));
  }

  uncaught(error: unknown): void {
    this.#uncaught(error);
  }

  #uncaught(error: unknown): void {
    const service = this.#services[0];
    if (!service) return;
    service.uncaughtException(error);
  }

  /** Its stack shows the loop, and with it the service that it is in. */
  #stuck(text: string, stack = ''): void {
    const service = this.#services.find(({ name }) => stack.includes(`${name}/`)) ?? this.#services[0];
    service?.stuck(text, stack);
    this.end('hung', text);
  }

  #die(why: string): void {
    this.ended = true;
    this.whyEnded = why;
    this.turns.stop();
  }

  #callInside(service: ServiceRuntime, exchange: number, request: HttpRequest): void {
    this.time.after(0, () => {
      const respond = (response: HttpResponse): void => {
        this.time.after(0, () => this.#settle(exchange, { ok: true, payload: response }));
      };
      this.requests.arriveInside({ from: insideNode, exchange, trace: null }, service.listener, request, respond);
    });
  }

  #arrive(event: InstanceEvent & { kind: 'call' }): void {
    const request = event.payload as HttpRequest;
    const service = this.#services.find((candidate) => candidate.name === request.host) ?? this.#services[0];
    const refuse = (why: string): void => this.#emit(refused(event, this.time.nowUs(), why));
    if (!service?.listener.handler) return refuse(`${service?.name ?? this.spec.process} does not listen`);
    if (this.#draining) return refuse('it is shutting down');
    const isTakenInSilence = this.room > 0;
    this.requests.arrive(event, service.listener, request, (response) => {
      this.#emit({
        kind: 'answer',
        atUs: this.time.nowUs(),
        to: event.from,
        exchange: event.exchange,
        payload: response,
      });
    });
    if (!isTakenInSilence) this.#reportUsage();
  }

  #settle(exchange: number, outcome: CallOutcome): void {
    const waiting = this.calls.take(exchange);
    if (waiting) this.turns.run(waiting.trace, () => waiting.done(outcome));
  }

  /** As in life: a program that does not listen for SIGTERM dies of it at once, with whatever it had in hand. */
  #drain(graceUs: Micros): void {
    this.#draining = true;
    const listening = this.#services.filter((service) => service.signal('SIGTERM')).length > 0;
    if (!listening) return this.end('exit', 'ended by SIGTERM');
    if (!this.ended)
      this.time.after(graceUs, () => this.end('killed', `still running ${graceUs / 1_000_000} s after SIGTERM`));
  }

  #reportUsage(): void {
    const heapBytes = this.heap.bytes;
    const heapLimitBytes = this.heap.limitBytes;
    const heapMoved = Math.abs(heapBytes - this.#usageHeapBytes) * 16 >= heapLimitBytes;
    if (!heapMoved && this.time.nowUs() < this.#usageDueUs) return;
    this.#usageHeapBytes = heapBytes;
    this.#usageDueUs = this.time.nowUs() + usageEveryUs;
    this.fact({ kind: 'usage', ...this.usage() });
  }

  usage(): Omit<UsageFact, 'kind'> {
    return {
      cpuBusyUs: this.cpu.busyUs,
      cores: this.spec.body.cores,
      inHand: this.#admission.inside,
      queued: this.#admission.queued,
      queuedMost: this.#admission.queuedMost,
      heapBytes: this.heap.bytes,
      heapLimitBytes: this.heap.limitBytes,
    };
  }
}
