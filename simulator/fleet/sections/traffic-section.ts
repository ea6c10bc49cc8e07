import type { Place } from '../document/place.ts';
import { entryOf, joined, readFields } from '../document/read-fields.ts';
import type { FieldsOf, Reader } from '../document/read-fields.ts';
import { recordOf, reference, text, wholeNumber, written } from '../document/readers.ts';
import type { Located } from '../document/readers.ts';
import { isNothing, quoted, shown } from '../document/yaml-value.ts';
import type { YamlValue } from '../document/yaml-value.ts';
import type { FlowArrivals } from '../../workload/arrivals.ts';
import type { Flow, FlowStep } from '../fleet.ts';
import type { Problems } from '../fleet-error.ts';
import { parsed, unparsed } from '../grammar/parsed.ts';
import type { Parsed } from '../grammar/parsed.ts';
import { parseRequestLine, requestLineExpected } from '../grammar/request-line.ts';
import { parseTemplate } from '../template.ts';
import { arrivals } from './fields/arrivals-field.ts';
import { body } from './fields/body-field.ts';
import { defaultFlowTimeoutUs, defaultThink, limits } from './defaults.ts';
import { namedEntries } from './fields/named-entries.ts';
import { distribution, duration, positiveDuration } from './fields/value-readers.ts';

export interface FlowDraft {
  readonly at: Place;
  readonly path: string;
  /** The services that the steps call, with where each is named. */
  readonly calls: readonly Located[];
  readonly flow: Flow;
}

function headerName(name: string): Parsed<string> {
  if (/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(name)) return parsed(name.toLowerCase());
  return unparsed('the name of an HTTP header, such as authorization');
}

const headerValue: Reader<string> = (value, path, problems) => {
  const source = text(value, path, problems);
  if (source === undefined) return undefined;
  const template = parseTemplate(source);
  if (template.ok && !/[\r\n]/.test(source)) return source;
  problems.add(value.at, path, quoted(source), template.ok ? 'a header on one line' : template.expected);
  return undefined;
};

const requestFields = {
  to: reference,
  request: written(parseRequestLine, requestLineExpected),
  headers: recordOf(headerName, headerValue),
  body,
  think: distribution,
};

const steps: Reader<readonly YamlValue[]> = (value, path, problems) => {
  if (value.kind === 'list' && value.items.length > 0 && value.items.length <= 100) return value.items;
  problems.add(
    value.at,
    path,
    shown(value),
    'a list of 1 to 100 requests, such as { request: GET /products, think: 2s }',
  );
  return undefined;
};

const flowFields = {
  ...requestFields,
  rate: arrivals,
  users: wholeNumber(1, limits.users),
  steps,
  from: duration,
  for: positiveDuration,
  timeout: positiveDuration,
};

type FlowFields = FieldsOf<typeof flowFields>;
type RequestFields = FieldsOf<typeof requestFields>;

export function readTraffic(section: YamlValue, problems: Problems): FlowDraft[] {
  return namedEntries(section, 'traffic', problems).map((entry) => {
    const { name, at, path, value } = entry;
    const read = readFields(value, path, problems, flowFields);
    const requests = requestsOf(read, value, at, path, problems);
    const flow: Flow = {
      name,
      steps: requests.map((request) => request.step),
      arrivals: arrivalsOf(read, value, at, path, problems),
      fromUs: read.from ?? 0,
      forUs: read.for ?? null,
      timeoutUs: read.timeout ?? defaultFlowTimeoutUs,
    };
    return { at, path, calls: requests.flatMap((request) => request.to ?? []), flow };
  });
}

function arrivalsOf(read: FlowFields, value: YamlValue, at: Place, path: string, problems: Problems): FlowArrivals {
  const rate = entryOf(value, 'rate');
  const users = entryOf(value, 'users');
  const think = entryOf(value, 'think');
  const given = (entry: typeof rate): boolean => entry !== undefined && !isNothing(entry.value);
  if (given(rate) && given(users)) {
    problems.add(users!.keyAt, path, 'both rate and users', 'one of them: arrivals by a rate, or a number of users');
  } else if (!given(rate) && !given(users)) {
    problems.add(at, path, 'neither rate nor users', 'rate: 20/s, or users: 50 with think: 2s');
  }
  if (read.users !== undefined) return { kind: 'users', users: read.users, think: read.think ?? defaultThink };
  if (given(rate) && read.think !== undefined) {
    problems.add(think!.keyAt, path, 'think with a rate', 'think only with users, or in steps');
  }
  return read.rate ?? { kind: 'constant', perSecond: 0 };
}

interface Request {
  readonly to: Located | null;
  readonly step: FlowStep;
}

function requestsOf(read: FlowFields, value: YamlValue, at: Place, path: string, problems: Problems): Request[] {
  const stepsAt = entryOf(value, 'steps');
  if (stepsAt === undefined || isNothing(stepsAt.value)) {
    // The pause of a flow without steps is between its requests, not before them.
    const { think: _between, ...request } = read;
    return [requestOf(request, value, at, path, problems)];
  }
  for (const field of ['request', 'body'] as const) {
    const entry = entryOf(value, field);
    if (entry !== undefined) problems.add(entry.keyAt, path, `both steps and ${field}`, `${field} inside the steps`);
  }
  return (read.steps ?? []).map((item, index) => {
    const inside = joined(joined(path, 'steps'), String(index));
    const own = readFields(item, inside, problems, requestFields);
    const headers = { ...read.headers, ...own.headers };
    const to = own.to ?? read.to;
    return requestOf({ ...own, headers, ...(to === undefined ? {} : { to }) }, item, item.at, inside, problems);
  });
}

function requestOf(read: RequestFields, value: YamlValue, at: Place, path: string, problems: Problems): Request {
  const missing = (field: string): boolean => entryOf(value, field) === undefined;
  if (read.to === undefined && missing('to')) problems.add(at, path, 'no to', 'to: the service that gets the requests');
  if (read.request === undefined && missing('request')) {
    problems.add(at, path, 'no request', 'request: a method and a path such as POST /orders');
  }
  const { method, path: target } = read.request ?? { method: 'GET', path: '/' };
  const bodyAt = entryOf(value, 'body');
  if (bodyAt !== undefined && read.body !== undefined && (method === 'GET' || method === 'HEAD') && read.request) {
    problems.add(bodyAt.keyAt, path, `a body of a ${method} request`, 'a body only with another method, such as POST');
  }
  const step: FlowStep = {
    to: read.to?.text ?? '',
    method,
    path: target,
    headers: read.headers ?? {},
    body: read.body ?? null,
    think: read.think ?? null,
  };
  return { to: read.to ?? null, step };
}
