import type { Bridge, OpenSpan } from '../../wire/bridge.ts';
import type { AttributeValue } from '../../wire/facts.ts';
import type { ConnectionParameters } from './connection-parameters.ts';

const longestText = 2000;
const textsKept = 500;

/** What a statement's text says of itself. */
interface Wording {
  readonly name: string;
  readonly operation: string;
  readonly table: string | null;
  readonly shown: string;
  /** Of the span of whoever asked it last. */
  last: Asked | null;
}

interface Asked extends Pick<ConnectionParameters, 'host' | 'port' | 'database'> {
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A service asks the same few texts again and again. */
const known = new Map<string, Wording>();

function wordingOf(text: string): Wording {
  let wording = known.get(text);
  if (wording === undefined) {
    if (known.size >= textsKept) known.clear();
    known.set(text, (wording = readWording(text)));
  }
  return wording;
}

function readWording(text: string): Wording {
  const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'QUERY';
  const table =
    /\b(?:from|into|update|table)\s+(?:only\s+)?(?:if\s+(?:not\s+)?exists\s+)?"?(?:public\.)?"?(\w+)/i.exec(
      text,
    )?.[1] ?? null;
  return {
    name: table === null ? operation : `${operation} ${table}`,
    operation,
    table,
    shown: text.length > longestText ? `${text.slice(0, longestText)}...` : text,
    last: null,
  };
}

/** A client's span, named by OpenTelemetry's rule for databases: the operation and what it works on. */
export function startQuerySpan(bridge: Bridge, text: string, to: ConnectionParameters): OpenSpan {
  const wording = wordingOf(text);
  return bridge.startSpan(wording.name, 'client', { attributes: attributesOf(wording, to) });
}

/** Made once and frozen, as a service asks one database: each span of a statement has the same. */
function attributesOf(wording: Wording, { host, port, database }: ConnectionParameters): Asked['attributes'] {
  const { last } = wording;
  if (last !== null && last.host === host && last.port === port && last.database === database) return last.attributes;
  const { operation, table, shown } = wording;
  const attributes: Record<string, AttributeValue> = {
    'db.system.name': 'postgresql',
    'db.namespace': database,
    'db.operation.name': operation,
    'db.query.text': shown,
    'server.address': host,
    'server.port': port,
  };
  if (table !== null) attributes['db.collection.name'] = table;
  wording.last = { host, port, database, attributes: Object.freeze(attributes) };
  return attributes;
}

export function endQuerySpan(span: OpenSpan, error: unknown): void {
  if (error === null) return span.end();
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') span.set('db.response.status_code', code);
  span.set('error.type', typeof code === 'string' ? code : 'Error');
  span.end(String(message));
}
