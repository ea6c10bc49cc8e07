import type { Bridge, OpenSpan } from '../../wire/bridge.ts';
import type { ConnectionParameters } from './connection-parameters.ts';

const longestText = 2000;

/** A client's span, named by OpenTelemetry's rule for databases: the operation and what it works on. */
export function startQuerySpan(bridge: Bridge, text: string, { host, port, database }: ConnectionParameters): OpenSpan {
  const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'QUERY';
  const table = /\b(?:from|into|update|table)\s+(?:only\s+)?(?:if\s+(?:not\s+)?exists\s+)?"?(?:public\.)?"?(\w+)/i.exec(
    text,
  )?.[1];
  return bridge.startSpan(table === undefined ? operation : `${operation} ${table}`, 'client', {
    attributes: {
      'db.system.name': 'postgresql',
      'db.namespace': database,
      'db.operation.name': operation,
      'db.query.text': text.length > longestText ? `${text.slice(0, longestText)}...` : text,
      'server.address': host,
      'server.port': port,
      ...(table === undefined ? {} : { 'db.collection.name': table }),
    },
  });
}

export function endQuerySpan(span: OpenSpan, error: unknown): void {
  if (error === null) return span.end();
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') span.set('db.response.status_code', code);
  span.set('error.type', typeof code === 'string' ? code : 'Error');
  span.end(String(message));
}
