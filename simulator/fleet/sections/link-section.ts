import type { Place } from '../document/place.ts';
import { readFields } from '../document/read-fields.ts';
import type { FieldsOf, Reader } from '../document/read-fields.ts';
import { oneOf, wholeNumber } from '../document/readers.ts';
import { quoted } from '../document/yaml-value.ts';
import type { YamlValue } from '../document/yaml-value.ts';
import type { BreakerPolicy, Link, RetryPolicy } from '../fleet.ts';
import type { Problems } from '../fleet-error.ts';
import { linkText, parseLinkKey } from '../grammar/link-key.ts';
import { parsed } from '../grammar/parsed.ts';
import { defaultBreaker, defaultLinkLatency, defaultRetries, limits } from './defaults.ts';
import { namedEntries } from './fields/named-entries.ts';
import { bandwidth, distribution, duration, positiveDuration, positiveShare, share } from './fields/value-readers.ts';

export interface LinkDraft {
  readonly at: Place;
  readonly path: string;
  readonly link: Link;
}

const retries: Reader<RetryPolicy> = (value, path, problems) => {
  const read = readFields(value, path, problems, {
    attempts: wholeNumber(0, limits.attempts),
    backoff: duration,
    jitter: oneOf('none', 'full'),
  });
  const { attempts = defaultRetries.attempts, jitter = defaultRetries.jitter } = read;
  return { attempts, backoffUs: read.backoff ?? defaultRetries.backoffUs, jitter };
};

const breaker: Reader<BreakerPolicy> = (value, path, problems) => {
  const read = readFields(value, path, problems, {
    errors: positiveShare,
    window: positiveDuration,
    volume: wholeNumber(1, limits.slots),
    reset: positiveDuration,
  });
  return {
    errorShare: read.errors ?? defaultBreaker.errorShare,
    windowUs: read.window ?? defaultBreaker.windowUs,
    volume: read.volume ?? defaultBreaker.volume,
    resetUs: read.reset ?? defaultBreaker.resetUs,
  };
};

/** The fields of a link. */
const linkSettings = {
  latency: distribution,
  jitter: distribution,
  loss: share,
  bandwidth,
  timeout: positiveDuration,
  retries,
  breaker,
  mode: oneOf('sync', 'async'),
  balance: oneOf('round-robin', 'least-requests'),
};

/** `timeout: none` takes away what a link has, also what a less specific one gives it. */
function orNone<Value>(reader: Reader<Value>): Reader<Value | null> {
  return (value, path, problems) =>
    value.kind === 'scalar' && value.text === 'none' ? null : reader(value, path, problems);
}

/** What `set` may change in a link. */
export const linkChanges = {
  ...linkSettings,
  jitter: orNone(distribution),
  loss: orNone(share),
  bandwidth: orNone(bandwidth),
  timeout: orNone(positiveDuration),
  retries: orNone(retries),
  breaker: orNone(breaker),
};

/** Fields as read to fields by the names of `Link`, those that were given only. */
export function linkPolicyFields(read: FieldsOf<typeof linkChanges>): Partial<Link> {
  const { bandwidth: bytesPerSecond, timeout: timeoutUs, ...same } = read;
  return {
    ...same,
    ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
    ...(timeoutUs === undefined ? {} : { timeoutUs }),
  };
}

const undecided = {
  latency: null,
  jitter: null,
  loss: null,
  bytesPerSecond: null,
  timeoutUs: null,
  retries: null,
  breaker: null,
  mode: null,
  balance: null,
};

export function readLinks(section: YamlValue, problems: Problems): LinkDraft[] {
  const drafts = new Map<string, LinkDraft>();
  for (const { name, at, path, value } of namedEntries(section, 'links', problems, parsed)) {
    const policy = linkPolicyFields(readFields(value, path, problems, linkSettings));
    const key = parseLinkKey(name);
    if (!key.ok) {
      problems.add(at, 'links', quoted(name), key.expected);
      continue;
    }
    const text = linkText(key.value);
    const first = drafts.get(text);
    if (first !== undefined) {
      const expected = `each link once; ${text} is already on line ${first.at.line}`;
      problems.add(at, 'links', `${quoted(name)} a second time`, expected);
      continue;
    }
    drafts.set(text, { at, path, link: { ...undecided, ...key.value, ...policy } });
  }
  return [...drafts.values()];
}

/** Links as written, the default at the end and never without a latency. */
export function builtLinks(drafts: readonly LinkDraft[]): Link[] {
  const links = drafts.map((draft) => draft.link);
  const isDefault = (link: Link): boolean => link.from === '*' && link.to === '*';
  const given = links.find(isDefault) ?? { ...undecided, from: '*', to: '*' };
  return [...links.filter((link) => !isDefault(link)), { ...given, latency: given.latency ?? defaultLinkLatency }];
}
