import { folderOf, joinedPath } from '../../code/file-path.ts';
import type { FleetError } from '../../fleet-error.ts';
import { loadFleet } from '../../load-fleet.ts';
import type { Mistake } from '../../../wire/view/acted.ts';
import type { FleetTexts } from '../../../wire/engine-api.ts';
import type { FleetEdit, Rewritten } from '../../../wire/view/fleet-edit.ts';
import { added } from './add.ts';
import { connected, disconnected } from './connect.ts';
import { FleetDocument, NotEditable } from './fleet-document.ts';
import { removed } from './remove.ts';
import { Unwilling } from './editing.ts';
import type { Editing } from './editing.ts';
import { kept } from './keep.ts';
import { moved } from './move.ts';
import { linkSet, processSet } from './set.ts';

/**
 * Writes an edit into the fleet file, and reads it again: what does not load is not given out. The text is the truth,
 * whoever changes it.
 */
export function rewrite({ files, entry }: FleetTexts, edit: FleetEdit): Rewritten {
  const read = (texts: FleetTexts['files']) => loadFleet({ path: entry, readFile: (path) => texts[path] ?? null });
  const before = read(files);
  if (!before.ok) return { ok: false, mistakes: before.errors.map(mistakeOf) };
  const document = new FleetDocument(files[entry] ?? '');
  const made: Record<string, string> = {};
  const beside = (path: string): string => joinedPath(folderOf(entry), path);
  try {
    apply(edit, {
      document,
      fleet: before.fleet,
      inherits: (path) => parentHas(files, entry, path),
      files: made,
      hasFile: (path) => files[beside(path)] !== undefined,
    });
  } catch (error) {
    if (!(error instanceof Unwilling) && !(error instanceof NotEditable)) throw error;
    return { ok: false, mistakes: [mistakeHere(entry, reasonOf(error))] };
  }
  const text = document.text();
  const changed = { [nameIn(entry)]: text, ...made };
  const besideEntry = Object.entries(changed).map(([path, each]) => [beside(path), each]);
  const after = read({ ...files, ...Object.fromEntries(besideEntry) });
  if (!after.ok) return { ok: false, mistakes: after.errors.map(mistakeOf) };
  return { ok: true, texts: changed };
}

function apply(edit: FleetEdit, editing: Editing): void {
  switch (edit.kind) {
    case 'connect':
      return connected(edit, editing);
    case 'disconnect':
      return disconnected(edit, editing);
    case 'remove':
      return removed(edit, editing);
    case 'keep':
      return kept(edit, editing);
    case 'move':
      return moved(edit, editing);
    case 'set link':
      return linkSet(edit, editing);
    case 'set process':
      return processSet(edit, editing);
    default:
      return added(edit, editing);
  }
}

/** What the files that are extended say, whatever the file itself does. */
function parentHas(files: FleetTexts['files'], entry: string, path: readonly string[]): boolean {
  const seen = new Set<string>();
  for (let file = entry; !seen.has(file);) {
    seen.add(file);
    const parent = new FleetDocument(files[file] ?? '').get(['extends']);
    if (typeof parent !== 'string') return false;
    file = joinedPath(folderOf(file), parent);
    if (new FleetDocument(files[file] ?? '').has(path)) return true;
  }
  return false;
}

function reasonOf(error: Error): string {
  return error instanceof NotEditable
    ? `${error.message} is written in a way that only an editor of text can change`
    : error.message;
}

const nameIn = (entry: string): string => entry.slice(entry.lastIndexOf('/') + 1);

function mistakeHere(path: string, message: string): Mistake {
  return { path: nameIn(path), line: 1, column: 1, message };
}

function mistakeOf({ file, line, column, message }: FleetError): Mistake {
  return { path: file, line, column, message };
}
