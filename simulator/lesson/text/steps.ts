import { didYouMean } from '../../fleet/document/suggestion.ts';
import { quoted } from '../../fleet/document/yaml-value.ts';
import type { Place } from '../../fleet/document/place.ts';
import type { Problems } from '../../fleet/fleet-error.ts';
import type { CheckUnit } from '../../wire/view/check-reading.ts';
import type { ReadCheck } from '../checks/read-checks.ts';
import type { Lesson, Part, Step, Task } from '../lesson.ts';
import { readDirective } from './directives.ts';
import type { DirectiveName, ReadDirective } from './directives.ts';
import { placeOf } from './markdown.ts';
import type { MarkdownNode } from './markdown.ts';
import { parseFilePlace } from './pointer.ts';
import type { Targets } from './pointer.ts';
import { ProseReader } from './prose.ts';
import type { Block } from './prose.ts';
import type { Terms } from './terms.ts';
import { readQuiz } from './quiz.ts';

type KnownCheck = Pick<ReadCheck, 'title' | 'unit'>;

export type LessonText = Pick<Lesson, 'intro' | 'steps' | 'debrief'>;

const hintsMax = 3;
const seedsMax = 50;

interface OpenStep {
  readonly title: string;
  readonly at: Place;
  readonly parts: Part[];
}

/** Reads what the learner reads: an opening, then steps under their headings, then what to take along. */
export class StepReader {
  readonly #file: string;
  readonly #lines: readonly string[];
  readonly #targets: Targets;
  readonly #checks: ReadonlyMap<string, KnownCheck>;
  readonly #problems: Problems;
  readonly #prose: ProseReader;
  readonly #terms: Terms | null;
  readonly #intro: Block[] = [];
  readonly #steps: OpenStep[] = [];
  #debrief: Block[] | null = null;

  /** `checks` by name. */
  constructor(
    source: { readonly file: string; readonly text: string },
    targets: Targets,
    checks: ReadonlyMap<string, KnownCheck>,
    problems: Problems,
    terms: Terms | null = null,
  ) {
    this.#terms = terms;
    this.#file = source.file;
    this.#lines = source.text.split('\n');
    this.#targets = targets;
    this.#checks = checks;
    this.#problems = problems;
    this.#prose = new ProseReader(source.file, targets, problems, terms);
  }

  read(nodes: readonly MarkdownNode[]): LessonText {
    for (const node of nodes) {
      if (node.type === 'heading') this.#heading(node);
      else if (node.type === 'containerDirective' || node.type === 'leafDirective') {
        const directive = readDirective(node, { file: this.#file, lines: this.#lines }, this.#problems);
        if (directive !== null) this.#directive(directive);
      } else this.#text(node);
    }
    this.#checkWhole();
    const steps = this.#steps.map(({ title, at, parts }): Step => ({ id: idOf(title), title, line: at.line, parts }));
    return { intro: this.#intro, steps, debrief: this.#debrief ?? [] };
  }

  #heading(node: MarkdownNode & { type: 'heading' }): void {
    const at = placeOf(this.#file, node);
    const title = node.children.map((child) => ('value' in child ? child.value : '')).join('');
    if (node.depth !== 2) return this.#wrong(at, `a heading of level ${node.depth}`, '## and the title of a step');
    if (idOf(title) === '') return this.#wrong(at, 'a step without a title', '## and the title of a step');
    if (this.#steps.some((step) => idOf(step.title) === idOf(title)))
      this.#wrong(at, `a second step called ${quoted(title)}`, 'a title that no other step has');
    this.#terms?.begin();
    this.#steps.push({ title, at, parts: [] });
  }

  #text(node: MarkdownNode): void {
    if (this.#debrief !== null)
      return this.#wrong(placeOf(this.#file, node), 'text behind the debrief', 'the debrief at the very end');
    const blocks = this.#prose.blocks([node]);
    const step = this.#steps.at(-1);
    if (step === undefined) this.#intro.push(...blocks);
    else if (blocks.length > 0) step.parts.push({ kind: 'prose', blocks });
  }

  #directive(directive: ReadDirective): void {
    const { name, at, children } = directive;
    const step = this.#steps.at(-1);
    if (step === undefined) return this.#wrong(at, `${name} before the first step`, '## and the title of a step first');
    if (name === 'debrief') {
      if (this.#debrief !== null) return this.#wrong(at, 'a second debrief', 'one, at the very end');
      this.#terms?.begin();
      this.#debrief = this.#prose.blocks(children);
      return;
    }
    const part = this.#readers[name](directive, step);
    if (part !== null) step.parts.push(part);
  }

  readonly #readers: Readonly<
    Record<Exclude<DirectiveName, 'debrief'>, (directive: ReadDirective, step: OpenStep) => Part | null>
  > = {
    show: (directive) => this.#task('show', directive),
    do: (directive) => this.#task('do', directive),
    edit: (directive) => this.#task('edit', directive),
    explore: (directive) => this.#task('explore', directive),
    hint: (directive, step) => this.#hint(directive, step),
    predict: ({ named, at, children }) => {
      this.#mustBeCheck(named, at);
      return { kind: 'prediction', check: named, unit: this.#unitOf(named), blocks: this.#prose.blocks(children) };
    },
    reveal: ({ named, at, children }) => {
      const parts = this.#steps.flatMap((step) => step.parts);
      const isPredicted = parts.some((part) => part.kind === 'prediction' && part.check === named);
      if (!isPredicted) this.#wrong(at, `reveal of ${quoted(named)}`, `a :::predict{${named}} before it`);
      return { kind: 'reveal', check: named, unit: this.#unitOf(named), blocks: this.#prose.blocks(children) };
    },
    check: ({ named, at, attributes }) => {
      this.#mustBeCheck(named, at);
      const seeds = attributes['seeds'] === undefined ? 1 : Number(attributes['seeds']);
      if (!Number.isInteger(seeds) || seeds < 1 || seeds > seedsMax)
        this.#wrong(at, `seeds=${quoted(attributes['seeds'] ?? '')}`, `a whole number from 1 to ${seedsMax}`);
      return { kind: 'check', check: named, title: this.#checks.get(named)?.title ?? '', seeds, line: at.line };
    },
    quiz: (directive) => readQuiz(directive, this.#file, this.#prose, this.#problems),
  };

  #unitOf(check: string): CheckUnit {
    return this.#checks.get(check)?.unit ?? '';
  }

  #task(asks: Task['asks'], { at, attributes, children }: ReadDirective): Task {
    const blocks = this.#prose.blocks(children);
    if (blocks.length === 0) this.#wrong(at, `${asks} without a text`, 'what the learner is asked for');
    const written = attributes['file'];
    if (asks !== 'edit') return { kind: 'task', asks, blocks, file: null, hints: [] };
    const place = written === undefined ? null : parseFilePlace(written, this.#targets.files);
    if (place === null) this.#wrong(at, 'edit without a file', 'edit{file="services/orders.ts:14"}');
    else if (!place.ok) this.#wrong(at, `file=${quoted(written!)}`, place.expected);
    return { kind: 'task', asks, blocks, file: place?.ok ? place.value : null, hints: [] };
  }

  /** Goes to the task before it. */
  #hint({ at, children }: ReadDirective, step: OpenStep): null {
    const task = step.parts.at(-1);
    const hint = this.#prose.blocks(children);
    if (task?.kind !== 'task') this.#wrong(at, 'a hint without a task', 'a task right before it');
    else if (task.hints.length === hintsMax) this.#wrong(at, `a hint more`, `at most ${hintsMax} hints for a task`);
    else step.parts[step.parts.length - 1] = { ...task, hints: [...task.hints, hint] };
    return null;
  }

  #mustBeCheck(name: string, at: Place): void {
    const { checks } = this.#targets;
    if (checks === null || checks.has(name)) return;
    this.#wrong(at, quoted(name), `a check of checks.ts${didYouMean(name, checks)}`);
  }

  /** A number that was asked for has to be told. */
  #checkPredictions(): void {
    const parts = this.#steps.flatMap(({ at, parts: own }) => own.map((part) => ({ at, part })));
    for (const [index, { at, part }] of parts.entries()) {
      if (part.kind !== 'prediction') continue;
      const isTold = parts
        .slice(index)
        .some((later) => later.part.kind === 'reveal' && later.part.check === part.check);
      if (!isTold)
        this.#wrong(
          at,
          `a prediction of ${quoted(part.check)} that is never told`,
          `:::reveal{${part.check}} behind it`,
        );
    }
  }

  #checkWhole(): void {
    this.#checkPredictions();
    const end = { file: this.#file, line: this.#lines.length, column: 1 };
    if (this.#steps.length === 0) this.#wrong(end, 'no step', '## and the title of a step');
    else if (this.#debrief === null) this.#wrong(end, 'no debrief', ':::debrief at the very end');
    for (const { parts, at, title } of this.#steps) {
      const asks = parts.some(({ kind }) => kind === 'task' || kind === 'prediction' || kind === 'quiz');
      if (!asks) this.#wrong(at, `nothing to do in ${quoted(title)}`, 'a task, a prediction or a quiz in every step');
      const isWork = parts.some((part) => part.kind === 'task' && part.asks !== 'show');
      if (isWork && !parts.some(({ kind }) => kind === 'check'))
        this.#wrong(at, `no check in ${quoted(title)}`, '::check{name}, so that the learner sees it done');
    }
  }

  #wrong(at: Place, found: string, expected: string): void {
    this.#problems.add(at, '', found, expected);
  }
}

/** `Three seconds, every time`: three-seconds-every-time. */
function idOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}
