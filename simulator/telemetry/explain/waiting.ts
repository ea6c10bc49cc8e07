import { faultBehind, faultBetween, faultOf } from './faults-about.ts';
import { durationInWords, momentInWords } from './sentence.ts';
import { slotHolders } from './slot-holders.ts';
import type { Evidence } from './evidence.ts';
import type { Span } from './faults-about.ts';
import type { Sentence } from './sentence.ts';
import type { SpanFact } from '../../wire/facts.ts';
import type { Micros } from '../../wire/packet.ts';

/** A part of the time that is worth a word. */
const worthShare = 0.3;
const deepestMax = 12;

/** Where the time of a call went, as far as the spans below it tell. */
export class Waiting {
  readonly #spans: readonly SpanFact[];
  readonly #evidence: Evidence;

  constructor(spans: readonly SpanFact[], evidence: Evidence) {
    this.#spans = spans;
    this.#evidence = evidence;
  }

  /** Goes on after "gave up on payments after 800 ms: ". */
  tell(sentence: Sentence, call: SpanFact, depth = 0): void {
    const callee = calleeOf(call);
    const inside = this.#servedBy(call);
    if (!inside) return this.#nobodyTold(sentence, call, callee);
    if (inside.startUs >= call.endUs && callee !== null)
      return this.#way(sentence, call, callee, inside.startUs - call.startUs);
    const { service } = inside;
    const untilUs = Math.min(inside.endUs, call.endUs);
    const lastedUs = untilUs - inside.startUs;
    const spent = { fromUs: inside.startUs, untilUs };
    const queuedUs = queuedIn(inside, untilUs);
    if (queuedUs >= lastedUs * worthShare) return this.#slot(sentence, inside, queuedUs);
    const coreUs = Number(inside.attributes['flotilla.cpu_us'] ?? 0);
    if (coreUs >= lastedUs * worthShare) {
      sentence
        .node(service)
        .blame(service)
        .say(` needed ${durationInWords(coreUs)} of a core`);
      return this.#because(sentence, faultOf(this.#evidence, service, spent, ['slow', 'burn']));
    }
    const longest = this.#longestBelow(inside, spent);
    if (longest && depth < deepestMax && overlapUs(longest, spent) >= lastedUs * worthShare)
      return this.#call(sentence, longest, spent, depth);
    const wayUs = call.endUs - call.startUs - lastedUs;
    if (wayUs > lastedUs && callee !== null) return this.#way(sentence, call, callee, wayUs);
    sentence
      .node(service)
      .blame(service)
      .say(` took ${durationInWords(lastedUs)} over it`);
    this.#because(sentence, faultOf(this.#evidence, service, spent, ['slow', 'hang', 'burn']));
  }

  #call(sentence: Sentence, call: SpanFact, within: Span, depth: number): void {
    const callee = calleeOf(call);
    const waitedUs = overlapUs(call, within);
    sentence.node(call.service).say(` waited ${durationInWords(waitedUs)} for `);
    if (call.name === 'pg-pool.connect' && callee !== null) {
      sentence.say('a connection of its pool to ').node(callee).blame(callee);
      return this.#because(sentence, faultBetween(this.#evidence, call.service, callee, within));
    }
    if (callee === null) return this.#other(sentence, call, within);
    sentence.node(callee).at(call.line).blame(callee);
    if (this.#servedBy(call)) {
      sentence.say(', where ');
      return this.tell(sentence, call, depth + 1);
    }
    this.#because(sentence, faultBetween(this.#evidence, call.service, callee, within));
  }

  /** Neither a call nor a query: a record that a broker has to take, or work of its own that has a name. */
  #other(sentence: Sentence, { service, name, line, attributes }: SpanFact, within: Span): void {
    const topic = String(attributes['messaging.destination.name'] ?? '').split(', ')[0]!;
    const broker = this.#evidence.brokerOf(topic);
    if (broker === null) {
      sentence.say(name).at(line).blame(service);
      return;
    }
    sentence.node(topic).say(' to take its record').at(line).blame(broker);
    this.#because(sentence, faultBetween(this.#evidence, service, broker, within));
  }

  #slot(sentence: Sentence, { service, startUs }: SpanFact, queuedUs: Micros): void {
    const slots = this.#evidence.slotsOf(service);
    const middleUs = startUs + queuedUs / 2;
    const { held, callee, calls } = slotHolders(this.#evidence.tracesSince(middleUs), service, middleUs);
    const within = { fromUs: startUs, untilUs: startUs + queuedUs };
    sentence
      .node(service)
      .say(` let it wait ${durationInWords(queuedUs)} for a slot`)
      .blame(service);
    if (callee === null || calls * 2 < held) {
      const own = faultOf(this.#evidence, service, within, ['slow', 'burn', 'hang']);
      return own ? this.#because(sentence, own) : this.#behind(sentence, service, within);
    }
    sentence
      .say(` (${calls} of ${slots ?? held} held by calls to `)
      .node(callee)
      .say(')')
      .blame(callee);
    this.#because(sentence, faultBetween(this.#evidence, service, callee, within));
  }

  #way(sentence: Sentence, call: SpanFact, callee: string, wayUs: Micros): void {
    sentence.say('its messages were on the way for ').say(durationInWords(wayUs)).blame(`${call.service}->${callee}`);
    this.#because(sentence, faultBetween(this.#evidence, call.service, callee, spanOf(call)));
  }

  /** No span of the other side: it never got the call, or is not done with it. */
  #nobodyTold(sentence: Sentence, call: SpanFact, callee: string | null): void {
    if (callee === null) {
      sentence.say('nothing tells why');
      return;
    }
    const fault = faultBetween(this.#evidence, call.service, callee, spanOf(call));
    sentence.say('no answer came from ').node(callee);
    sentence.blame(fault?.target.includes('->') ? `${call.service}->${callee}` : callee);
    if (fault) this.#because(sentence, fault);
    else this.#behind(sentence, callee, spanOf(call));
  }

  /** It is not done yet, so its spans do not tell; but something is known to be wrong where it calls. */
  #behind(sentence: Sentence, service: string, within: Span): void {
    const behind = faultBehind(this.#evidence, service, within);
    if (!behind) return;
    sentence.say(behind.from === service ? '; it calls ' : '; behind it is ').node(behind.to);
    sentence.blame(behind.fault.target.includes('->') ? `${behind.from}->${behind.to}` : behind.to);
    sentence.say(', and ').fault(behind.fault);
    const { untilUs } = behind.fault;
    if (untilUs !== null && untilUs < within.fromUs) sentence.say(` (until ${momentInWords(untilUs)})`);
  }

  #because(sentence: Sentence, fault: Parameters<Sentence['fault']>[0] | null): void {
    if (fault) sentence.say(': ').fault(fault);
  }

  /** The span of whoever took the call, which may have come by a sidecar's attempt. */
  #servedBy(call: SpanFact): SpanFact | undefined {
    const below = this.#spans.filter((span) => span.parentSpanId === call.spanId);
    const direct = below.find((span) => span.spanKind === 'server');
    if (direct) return direct;
    const attempts = below.filter((span) => 'flotilla.attempt' in span.attributes).map((span) => span.spanId);
    return this.#spans.find((span) => span.spanKind === 'server' && attempts.includes(span.parentSpanId ?? ''));
  }

  #longestBelow(span: SpanFact, within: Span): SpanFact | undefined {
    const below = this.#spans.filter((other) => other.parentSpanId === span.spanId);
    return below.sort((left, right) => overlapUs(right, within) - overlapUs(left, within))[0];
  }
}

export function calleeOf(call: SpanFact): string | null {
  const address = call.attributes['server.address'] ?? call.attributes['peer.service'];
  return typeof address === 'string' ? address : null;
}

function queuedIn(span: SpanFact, untilUs: Micros): Micros {
  if (span.error === 'the caller gave up while it queued') return untilUs - span.startUs;
  return Number(span.attributes['flotilla.queue_us'] ?? 0);
}

function spanOf({ startUs, endUs }: SpanFact): Span {
  return { fromUs: startUs, untilUs: endUs };
}

function overlapUs(span: SpanFact, { fromUs, untilUs }: Span): Micros {
  return Math.max(0, Math.min(span.endUs, untilUs) - Math.max(span.startUs, fromUs));
}
