export interface ClientConfig {
  user?: string;
  database?: string;
  password?: unknown;
  port?: number | string;
  host?: string;
  connectionString?: string;
  statement_timeout?: false | number;
  query_timeout?: number;
  lock_timeout?: number;
  application_name?: string;
  connectionTimeoutMillis?: number;
  types?: { getTypeParser: (oid: number, format?: 'text' | 'binary') => (text: string) => unknown };
  [option: string]: unknown;
}

export interface ConnectionParameters {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly queryTimeoutMs: number;
  readonly settings: Readonly<Record<string, string>>;
}

/** A connection string wins over the other options, and these over the environment, as in `pg`. */
export function connectionParameters(given: ClientConfig | string | undefined): ConnectionParameters {
  const written: ClientConfig = typeof given === 'string' ? { connectionString: given } : (given ?? {});
  const config = written.connectionString
    ? { ...written, ...parseConnectionString(written.connectionString) }
    : written;
  const { process } = globalThis as {
    readonly process?: { readonly env: Readonly<Record<string, string | undefined>> };
  };
  const environment = process?.env ?? {};
  const user = String(config.user || environment['PGUSER'] || 'postgres');
  const settings: Record<string, string> = {};
  const { statement_timeout: statement, lock_timeout: lock, application_name: application } = config;
  if (statement) settings['statement_timeout'] = String(Math.trunc(Number(statement)));
  if (lock) settings['lock_timeout'] = String(Math.trunc(Number(lock)));
  if (application) settings['application_name'] = String(application);
  return {
    host: String(config.host || environment['PGHOST'] || 'localhost'),
    port: Number(config.port || environment['PGPORT'] || 5432),
    user,
    database: String(config.database || environment['PGDATABASE'] || user),
    queryTimeoutMs: Number(config.query_timeout ?? 0),
    settings,
  };
}

const shape = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?(?:\?(.*))?$/;

function parseConnectionString(text: string): ClientConfig {
  const match = shape.exec(text);
  if (!match) throw Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: text });
  const config: ClientConfig = {};
  const put = (name: string, value: string | undefined): void => {
    if (value) config[name] = decodeURIComponent(value);
  };
  put('user', match[1]);
  put('password', match[2]);
  put('host', match[3]);
  put('port', match[4]);
  put('database', match[5]);
  for (const pair of (match[6] ?? '').split('&')) {
    const [name = '', value = ''] = pair.split('=');
    if (name !== '') put(name, value);
  }
  return config;
}
