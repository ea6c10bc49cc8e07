import { createStore } from 'zustand/vanilla';
import type { ServiceTypes } from '../../../session/code/service-types.ts';
import type { Session } from '../../../session/session.ts';
import type { FleetSource } from '../../../session/work/fleet-source.ts';
import { isCode, languageOf, pathsOf } from '../files/fleet-files.ts';
import type { Problem } from '../problems/problem.ts';
import { together } from '../problems/problem.ts';
import { setLanguage, uriOf } from './language.ts';
import { monaco } from './monaco.ts';
import { followTheme } from './theme.ts';
import { typeProblems } from './type-check.ts';

const checkAfterMs = 350;

export interface Findings {
  readonly types: Readonly<Record<string, readonly Problem[]>>;
  readonly runtime: readonly Problem[];
  /** False until everything was looked at once. */
  readonly isComplete: boolean;
  /** Why types are not checked; null when they are. */
  readonly untyped: string | null;
}

const nothingFound: Findings = { types: {}, runtime: [], isComplete: false, untyped: null };

/** The texts of one fleet in the editor: follows the person's work and writes to it, and knows what is wrong with it. */
export class Workspace {
  readonly findings = createStore<Findings>(() => nothingFound);
  readonly #session: Session;
  readonly #types: Promise<void>;
  readonly #models = new Map<string, monaco.editor.ITextModel>();
  readonly #stops: (() => void)[] = [];
  readonly #unchecked = new Set<string>();
  #source: FleetSource | null = null;
  #timer = 0;
  #isFollowing = false;
  #isOver = false;

  /** Texts can be read before the types of the shelf are there; they are checked after that. */
  constructor(session: Session, types: Promise<ServiceTypes>) {
    this.#session = session;
    this.#types = types.then(setLanguage);
    this.#types.catch((error: unknown) => this.findings.setState({ untyped: messageOf(error) }));
    followTheme();
    this.#stops.push(session.work.subscribe(() => this.#follow()));
    this.#follow();
  }

  /** Null for a file that the fleet does not have. */
  model(path: string): monaco.editor.ITextModel | null {
    const text = this.#session.work.current(path);
    return this.#models.get(path) ?? (text === null ? null : this.#create(path, text));
  }

  dispose(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
    this.#close();
  }

  #close(): void {
    for (const model of this.#models.values()) model.dispose();
    this.#models.clear();
    this.#unchecked.clear();
    this.findings.setState(nothingFound, true);
  }

  /** Another fleet, or a text that was changed elsewhere: reset, taken back, or written on the chart. */
  #follow(): void {
    const { work } = this.#session;
    const { source } = work.getState();
    if (source && source !== this.#source) {
      this.#source = source;
      this.#close();
      for (const path of pathsOf(source).filter(isCode)) this.model(path);
    }
    this.#isFollowing = true;
    for (const [path, model] of this.#models) {
      const text = work.current(path);
      if (text !== null && text !== model.getValue()) replaceText(model, text);
    }
    this.#isFollowing = false;
  }

  #create(path: string, text: string): monaco.editor.ITextModel {
    const uri = uriOf(path);
    const model = monaco.editor.getModel(uri) ?? monaco.editor.createModel(text, languageOf(path), uri);
    this.#models.set(path, model);
    model.onDidChangeContent(() => {
      if (!this.#isFollowing) this.#session.work.edit(path, model.getValue());
      this.#checkSoon(path);
    });
    this.#checkSoon(path);
    return model;
  }

  #checkSoon(path: string): void {
    this.#unchecked.add(path);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#check(), checkAfterMs);
  }

  /** What was changed first; then all the rest, which may depend on it. */
  async #check(): Promise<void> {
    const code = [...this.#models].filter(([path]) => languageOf(path) === 'typescript');
    const isChanged = ([path]: readonly [string, unknown]): boolean => this.#unchecked.has(path);
    const inOrder = [...code.filter(isChanged), ...code.filter((entry) => !isChanged(entry))];
    this.#unchecked.clear();
    await this.#checkRuntime();
    const isTyped = await this.#types.then(
      () => true,
      () => false,
    );
    if (!isTyped) return;
    for (const [path, model] of inOrder) {
      if (this.#isOver || model.isDisposed() || this.#unchecked.size > 0) return;
      const problems = await typeProblems(model);
      if (!model.isDisposed() && this.#unchecked.size === 0) this.#found(path, problems);
    }
    this.findings.setState({ isComplete: true });
    this.#mark();
  }

  #found(path: string, problems: readonly Problem[]): void {
    const { types } = this.findings.getState();
    if ((types[path] ?? []).length === 0 && problems.length === 0) return;
    this.findings.setState({ types: { ...types, [path]: problems } });
    this.#mark();
  }

  async #checkRuntime(): Promise<void> {
    const mistakes = await this.#session.check();
    if (mistakes === null || this.#isOver) return;
    this.findings.setState({ runtime: mistakes.map((mistake) => ({ ...mistake, from: 'runtime' })) });
    this.#mark();
  }

  #mark(): void {
    const { types, runtime } = this.findings.getState();
    const all = together(Object.values(types).flat(), runtime);
    for (const [path, model] of this.#models) {
      const markers = all.filter((problem) => problem.path === path).map((problem) => markerOf(model, problem));
      monaco.editor.setModelMarkers(model, 'flotilla', markers);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function markerOf(model: monaco.editor.ITextModel, problem: Problem): monaco.editor.IMarkerData {
  const line = Math.min(problem.line, model.getLineCount());
  const word = model.getWordAtPosition({ lineNumber: line, column: problem.column });
  return {
    startLineNumber: line,
    startColumn: problem.column,
    endLineNumber: problem.endLine ?? line,
    endColumn: problem.endColumn ?? word?.endColumn ?? problem.column + 1,
    message: problem.message,
    severity: monaco.MarkerSeverity.Error,
    source: problem.from === 'runtime' ? 'cannot be deployed' : 'types',
  };
}

/** As an edit, so that the editor's own undo brings the former text back. */
function replaceText(model: monaco.editor.ITextModel, text: string): void {
  model.pushStackElement();
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  model.pushStackElement();
}
