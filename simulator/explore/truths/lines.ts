import type { Run } from '../../run/run.ts';
import type { LineSource, Truth } from '../../fleet/fleet.ts';
import type { HttpResponse } from '../../wire/http.ts';
import type { NodeId } from '../../wire/packet.ts';
import type { RowsAnswer, TopicAnswer } from '../../wire/view/question.ts';
import { valuesIn } from './fields.ts';

/** Some values that belong together, and the request that they came of, where that is known. */
export interface Line {
  readonly names: readonly string[];
  readonly values: readonly (string | null)[];
  readonly traceId: string | null;
}

export type Asked =
  | { readonly ok: true; readonly lines: readonly Line[] }
  | { readonly ok: false; readonly reason: string };

/** More than a run of some minutes writes; a truth that needs more says so. */
const linesMax = 100_000;

interface HeardAnswers {
  readonly source: Extract<LineSource, { readonly kind: 'answers' }>;
  readonly node: NodeId | undefined;
  readonly lines: Line[];
}

/** Looks at what a run leaves behind, beside the network and beside time. What clients were told it has to hear. */
export class Lines {
  readonly #run: Run;
  readonly #heard: readonly HeardAnswers[];

  constructor(run: Run, truths: readonly Truth[]) {
    this.#run = run;
    const { flows, network } = run.world;
    this.#heard = truths
      .flatMap(({ claim }) => (claim.kind === 'never' ? [claim.lines] : [claim.lines, claim.among]))
      .flatMap((source) => (source.kind === 'answers' ? [source] : []))
      .map((source) => ({ source, node: flows.get(source.flow)?.node, lines: [] }));
    if (this.#heard.length === 0) return;
    network.observe((seen, packet) => {
      if (seen.what !== 'deliver' || packet.kind !== 'answer') return;
      for (const heard of this.#heard)
        if (heard.node === packet.to) hear(heard, packet.payload as HttpResponse, seen.trace?.traceId ?? null);
    });
  }

  of(source: LineSource): Asked {
    switch (source.kind) {
      case 'rows':
        return this.#rows(source);
      case 'records':
        return this.#records(source);
      case 'answers':
        return { ok: true, lines: this.#heard.find((heard) => heard.source === source)?.lines ?? [] };
    }
  }

  #rows({ store, sql }: Extract<LineSource, { readonly kind: 'rows' }>): Asked {
    const server = this.#run.world.servers.get(store);
    const answer = server?.look({ kind: 'query', sql, rowsMax: linesMax }) as RowsAnswer | undefined;
    if (answer === undefined) return { ok: false, reason: `${store} has no tables` };
    if (!answer.ok) return answer;
    if (answer.more) return { ok: false, reason: `more than ${linesMax} rows` };
    return { ok: true, lines: answer.rows.map((values) => ({ names: answer.columns, values, traceId: null })) };
  }

  #records({ topic, fields }: Extract<LineSource, { readonly kind: 'records' }>): Asked {
    const { topics, fleet } = this.#run.world;
    const broker = topics.get(topic);
    const known = fleet.brokers.flatMap((each) => each.topics).find(({ name }) => name === topic);
    if (!broker || !known) return { ok: false, reason: `no broker has the topic ${topic}` };
    const lines: Line[] = [];
    for (let partition = 0; partition < known.partitions; partition++) {
      const asked = { kind: 'records', topic, partition, from: 0, count: linesMax } as const;
      const { records } = broker.look(asked) as TopicAnswer;
      for (const { value, traceId } of records) {
        const values = valuesIn(value, fields);
        // What nobody can read says nothing.
        if (values) lines.push({ names: fields, values, traceId });
      }
    }
    return { ok: true, lines };
  }
}

function hear({ source, lines }: HeardAnswers, response: HttpResponse, traceId: string | null): void {
  if (response.status !== source.status || lines.length >= linesMax) return;
  const values = valuesIn(response.body?.text ?? null, source.fields);
  if (values) lines.push({ names: source.fields, values, traceId });
}
