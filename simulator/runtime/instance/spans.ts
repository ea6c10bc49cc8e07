import { randomHex } from '../../kernel/hex.ts';
import type { OpenSpan } from '../../wire/bridge.ts';
import type { AttributeValue, Fact, SpanKind } from '../../wire/facts.ts';
import type { RandomStream } from '../../wire/node-context.ts';
import type { Micros } from '../../wire/packet.ts';
import type { TraceContext } from '../../wire/trace-context.ts';

export interface SpanStart {
  readonly service: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly parent: TraceContext | null;
  readonly startUs: Micros;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly links?: readonly string[];
  readonly line?: string | null;
}

/** Makes spans of one process; each becomes a fact when it ends. */
export class Spans {
  readonly #random: RandomStream;
  readonly #nowUs: () => Micros;
  readonly #report: (fact: Fact) => void;

  constructor(random: RandomStream, nowUs: () => Micros, report: (fact: Fact) => void) {
    this.#random = random;
    this.#nowUs = nowUs;
    this.#report = report;
  }

  start(start: SpanStart): OpenSpan {
    const context = {
      traceId: start.parent?.traceId ?? randomHex(this.#random, 4),
      spanId: randomHex(this.#random, 2),
    };
    const attributes: Record<string, AttributeValue> = { ...start.attributes };
    let ended = false;
    return {
      context,
      set: (key, value) => {
        attributes[key] = value;
      },
      end: (error) => {
        if (ended) return;
        ended = true;
        this.#report({
          kind: 'span',
          service: start.service,
          traceId: context.traceId,
          spanId: context.spanId,
          parentSpanId: start.parent?.spanId ?? null,
          name: start.name,
          spanKind: start.kind,
          startUs: start.startUs,
          endUs: this.#nowUs(),
          ok: error === undefined,
          attributes,
          ...(start.links && start.links.length > 0 && { links: start.links }),
          ...(start.line && { line: start.line }),
          ...(error !== undefined && { error }),
        });
      },
    };
  }
}
