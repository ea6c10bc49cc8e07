import type { AttributeValue } from '../../../wire/facts.ts';
import type { Bridge, OpenSpan } from '../../../wire/bridge.ts';
import type { StoredRecord } from '../../../wire/log-protocol.ts';
import { parseTraceparent, type TraceContext } from '../../../wire/trace-context.ts';
import { asError } from '../base/errors.ts';
import { fromWire } from '../base/bytes.ts';
import type { FetchedRecords } from './batch.ts';

/** The trace a record was produced in; it travels in the record's own headers. */
function producerOf({ headers }: StoredRecord): TraceContext | null {
  for (const [name, value] of headers)
    if (name === 'traceparent') return parseTraceparent(typeof value === 'string' ? value : fromWire(value).toString());
  return null;
}

function linkTo({ traceId, spanId }: TraceContext): string {
  return `${traceId}/${spanId}`;
}

/** The work on one record belongs to the trace it was produced in. */
export function startRecordSpan(
  bridge: Bridge,
  groupId: string,
  { topic, partition }: FetchedRecords,
  record: StoredRecord,
): OpenSpan {
  const producer = producerOf(record);
  const attributes: Record<string, AttributeValue> = {
    'messaging.system': 'kafka',
    'messaging.operation.type': 'process',
    'messaging.destination.name': topic,
    'messaging.destination.partition.id': String(partition),
    'messaging.consumer.group.name': groupId,
    'messaging.kafka.offset': record.offset,
  };
  const links = producer ? [linkTo(producer)] : [];
  return bridge.startSpan(`process ${topic}`, 'consumer', { parent: producer, attributes, links });
}

/** A batch mixes records of many traces: it starts one of its own and links to all of them. */
export function startBatchSpan(
  bridge: Bridge,
  groupId: string,
  { topic, partition, records }: FetchedRecords,
): OpenSpan {
  const attributes: Record<string, AttributeValue> = {
    'messaging.system': 'kafka',
    'messaging.operation.type': 'process',
    'messaging.destination.name': topic,
    'messaging.destination.partition.id': String(partition),
    'messaging.consumer.group.name': groupId,
    'messaging.batch.message_count': records.length,
  };
  const producers = records.map(producerOf).filter((producer) => producer !== null);
  const links = [...new Set(producers.map(linkTo))];
  return bridge.startSpan(`process ${topic}`, 'consumer', { parent: null, attributes, links });
}

/** Charges the CPU for each record, then runs the service's code in a turn of its own, inside the span. */
export function runHandler(
  bridge: Bridge,
  span: OpenSpan,
  work: { readonly route: string; readonly records: number },
  handler: () => unknown,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const succeed = () => {
      span.end();
      resolve();
    };
    const fail = (thrown: unknown) => {
      const error = asError(thrown);
      span.set('error.type', error.name);
      span.end(`${error.name}: ${error.message}`);
      reject(error);
    };
    const call = () => {
      let result: Promise<unknown>;
      try {
        result = Promise.resolve(handler());
      } catch (thrown) {
        return fail(thrown);
      }
      result.then(succeed, fail);
    };
    const workOn = (recordsLeft: number): void => {
      bridge.work(work.route, recordsLeft > 1 ? () => workOn(recordsLeft - 1) : call);
    };
    bridge.withTrace(span.context, () => workOn(work.records));
  });
}
