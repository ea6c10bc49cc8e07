import { createFlotilla } from '../../runtime/compile/link/flotilla.ts';
import { linkModules } from '../../runtime/compile/link/link-modules.ts';
import { createJobs } from '../../runtime/jobs/jobs.ts';
import { exactPow } from '../../kernel/exact-math/pow.ts';
import type { Jobs } from '../../runtime/jobs/jobs.ts';
import type { Realm } from '../../runtime/instance/realm.ts';
import type { Problems } from '../../fleet/fleet-error.ts';
import type { Place } from '../../fleet/document/place.ts';
import { quoted } from '../../fleet/document/yaml-value.ts';
import type { CompiledModule } from '../../wire/instance-events.ts';
import type { CheckUnit } from '../../wire/view/check-reading.ts';
import { unitOf as unitOfQuantity } from './measures/quantity.ts';
import { WrongName } from './words/names.ts';
import type { Names } from './words/names.ts';
import { placeOfExport, placeOfText } from './source-places.ts';
import { specOf } from './words/word-objects.ts';
import { wordsFor } from './words/words.ts';
import type { Check, Checks } from './words/vocabulary.ts';
import type { ExpectationSpec } from './words/specification.ts';

/** One exported check, put together and not yet held against any run. */
export interface ReadCheck {
  readonly name: string;
  readonly title: string;
  readonly expectation: ExpectationSpec;
  /** In which it is measured, known before anything is. */
  readonly unit: CheckUnit;
  readonly at: Place;
}

/** A checks.ts that was compiled: plain data, which may have been made when the page was built. */
export interface CompiledChecks {
  /** As errors name it. */
  readonly path: string;
  readonly text: string;
  readonly module: CompiledModule;
}

/** Pure parts of the language: a check has no clock, no chance, no network and no language of its host. */
const { abs, ceil, floor, max, min, round, sign, sqrt, trunc } = Math;
const globals = {
  ...{ Array, Boolean, Error, JSON, Map, Number, Object, RegExp, Set, String, TypeError },
  Math: Object.freeze({ abs, ceil, floor, max, min, round, sign, sqrt, trunc }),
};

/**
 * Evaluates a lesson's checks.ts, as service code is, and asks each of its checks for its words.
 * null where that cannot be done. The realm is the checks' own: a realm hides the same names from all that it evaluates.
 */
export function readChecks(source: CompiledChecks, names: Names, realm: Realm, problems: Problems): ReadCheck[] | null {
  const made = new Map<object, (run: ReturnType<typeof wordsFor>) => unknown>();
  const checks: Checks = {
    check(title, expected) {
      const check: Check = Object.freeze({ title });
      made.set(check, expected);
      return check;
    },
  };
  const jobs = createJobs({ onUnhandledRejection: () => {}, onUncaught: () => {}, onBudget: () => {} });
  const namespace = evaluated(source, checks, realm, jobs, problems);
  if (namespace === null) return null;
  // Loops are counted, so that none is endless; each sample may have as many as a turn of a service.
  const words = wordsFor(names, (matches) => (sample) => {
    jobs.resetTurn();
    return matches(sample);
  });
  return Object.entries(namespace).flatMap(([name, value]) => {
    const at = placeOfExport(source, name);
    const expected = typeof value === 'object' && value !== null ? made.get(value) : undefined;
    if (expected === undefined) {
      problems.add(at, name, 'an export that is no check', "check('what the learner reads', (run) => ...)");
      return [];
    }
    const { title } = value as Check;
    if (typeof title !== 'string' || title.trim() === '')
      problems.add(at, name, 'a check without a title', 'a title as the first argument of check');
    const expectation = expectationOf(source, at, name, () => expected(words), problems);
    return expectation === null ? [] : [{ name, title: String(title), expectation, unit: unitOf(expectation), at }];
  });
}

function unitOf(expectation: ExpectationSpec): CheckUnit {
  return expectation.kind === 'happening' ? 's' : unitOfQuantity(expectation.quantity);
}

function expectationOf(
  source: CompiledChecks,
  at: Place,
  name: string,
  expected: () => unknown,
  problems: Problems,
): ExpectationSpec | null {
  try {
    const spec = specOf(expected());
    if (spec === null) problems.add(at, name, 'a check that expects nothing', 'words of run, such as run.flow(...)');
    return spec;
  } catch (error) {
    if (error instanceof WrongName) {
      problems.add(placeOfText(source, at, error.written), name, error.found, error.expected);
    } else {
      problems.add(at, name, messageOf(error), 'words of run, such as run.flow(...)');
    }
    return null;
  }
}

function evaluated(
  source: CompiledChecks,
  checks: Checks,
  realm: Realm,
  jobs: Jobs,
  problems: Problems,
): Readonly<Record<string, unknown>> | null {
  const start: Place = { file: source.path, line: 1, column: 1 };
  const entry = 'checks.ts';
  const loading = linkModules({
    modules: { [entry]: source.module },
    entry,
    shelf: { names: ['flotilla:checks'], load: () => checks },
    evaluate: (text, parameters, path) =>
      realm.evaluate(text, [...parameters, ...realm.hidden({ ...globals, Promise: jobs.Promise })], path),
    globals: { ...globals, Promise: jobs.Promise },
    jobs,
    flotilla: createFlotilla(jobs, { pow: exactPow }),
  });
  return settled(loading, jobs, (reason) =>
    problems.add(start, '', `an error, ${quoted(messageOf(reason))}`, 'a file that only exports checks'),
  );
}

function settled(
  loading: Promise<unknown>,
  jobs: Jobs,
  failed: (reason: unknown) => void,
): Readonly<Record<string, unknown>> | null {
  let namespace: Readonly<Record<string, unknown>> | null = null;
  jobs.whenSettled(loading, (value) => (namespace = value as Readonly<Record<string, unknown>>), failed);
  jobs.drain();
  return namespace;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
