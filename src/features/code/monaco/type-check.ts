import { inWords } from '../problems/in-words.ts';
import type { Problem } from '../problems/problem.ts';
import { pathOf } from './language.ts';
import { typescript } from './monaco.ts';
import type { monaco } from './monaco.ts';

type Complaint = Awaited<ReturnType<typescript.TypeScriptWorker['getSemanticDiagnostics']>>[number];

/** TypeScript's category of what is wrong; the others are hints. */
const isWrong = 1;

/** What TypeScript says to one text, in words for somebody who writes a service. */
export async function typeProblems(model: monaco.editor.ITextModel): Promise<Problem[]> {
  const worker = await typeScript(model.uri);
  const name = model.uri.toString();
  const version = model.getVersionId();
  const complaints = await Promise.all([worker.getSyntacticDiagnostics(name), worker.getSemanticDiagnostics(name)]);
  if (model.isDisposed() || model.getVersionId() !== version) return [];
  return complaints
    .flat()
    .filter(({ category }) => category === isWrong)
    .map((complaint) => problemOf(model, complaint));
}

function problemOf(model: monaco.editor.ITextModel, { start = 0, length = 0, code, messageText }: Complaint): Problem {
  const from = model.getPositionAt(start);
  const to = model.getPositionAt(start + length);
  return {
    path: pathOf(model.uri),
    line: from.lineNumber,
    column: from.column,
    endLine: to.lineNumber,
    endColumn: to.column,
    message: inWords(code, flattened(messageText)),
    from: 'types',
  };
}

function flattened(text: Complaint['messageText']): string {
  if (typeof text === 'string') return text;
  return [text.messageText, ...(text.next ?? []).map(flattened)].join(' ');
}

const triesMost = 100;
const tryAgainMs = 30;

/** The language sets itself up at the first text of its kind and has no way to say when it is done. */
async function typeScript(uri: monaco.Uri): Promise<typescript.TypeScriptWorker> {
  for (let tries = 1; ; tries++) {
    try {
      const of = await typescript.getTypeScriptWorker();
      return await of(uri);
    } catch (error) {
      if (tries === triesMost) throw error;
      await new Promise((resolve) => setTimeout(resolve, tryAgainMs));
    }
  }
}
