import type { AttributeValue } from '../../../wire/facts.ts';
import type { Bridge, OpenSpan } from '../../../wire/bridge.ts';
import { parseTraceparent, type TraceContext } from '../../../wire/trace-context.ts';
import { asError } from '../base/errors.ts';
import type { Batch, KafkaMessage } from './batch.ts';

export interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly groupId: string;
}

/** The trace a record was produced in; it travels in the record's own headers. */
function producerOf(message: KafkaMessage): TraceContext | null {
  const header = message.headers['traceparent'];
  const text = Array.isArray(header) ? header[0] : header;
  return parseTraceparent(text?.toString());
}

function attributesOf({ topic, partition, groupId }: Place): Record<string, AttributeValue> {
  return {
    'messaging.system': 'kafka',
    'messaging.operation.type': 'process',
    'messaging.destination.name': topic,
    'messaging.destination.partition.id': String(partition),
    'messaging.consumer.group.name': groupId,
  };
}

function linkTo({ traceId, spanId }: TraceContext): string {
  return `${traceId}/${spanId}`;
}

/** The work on one record belongs to the trace it was produced in. */
export function startRecordSpan(bridge: Bridge, place: Place, message: KafkaMessage): OpenSpan {
  const producer = producerOf(message);
  const attributes = { ...attributesOf(place), 'messaging.kafka.offset': Number(message.offset) };
  const links = producer ? { links: [linkTo(producer)] } : {};
  return bridge.startSpan(`process ${place.topic}`, 'consumer', { parent: producer, attributes, ...links });
}

/** A batch mixes records of many traces: it starts one of its own and links to all of them. */
export function startBatchSpan(bridge: Bridge, place: Place, batch: Batch): OpenSpan {
  const producers = batch.messages.map(producerOf).filter((producer) => producer !== null);
  const attributes = { ...attributesOf(place), 'messaging.batch.message_count': batch.messages.length };
  return bridge.startSpan(`process ${place.topic}`, 'consumer', {
    parent: null,
    attributes,
    links: [...new Set(producers.map(linkTo))],
  });
}

/** Charges the CPU for each record, then runs the service's code in a turn of its own, inside the span. */
export function runHandler(
  bridge: Bridge,
  span: OpenSpan,
  work: { readonly route: string; readonly records: number },
  handler: () => unknown,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = () => {
      new Promise((settle) => settle(bridge.withTrace(span.context, handler))).then(
        () => {
          span.end();
          resolve();
        },
        (thrown: unknown) => {
          const error = asError(thrown);
          span.set('error.type', error.name);
          span.end(`${error.name}: ${error.message}`);
          reject(error);
        },
      );
    };
    const workOn = (recordsLeft: number): void => {
      const next = recordsLeft > 1 ? () => workOn(recordsLeft - 1) : call;
      bridge.withTrace(span.context, () => bridge.work(work.route, next));
    };
    workOn(work.records);
  });
}
