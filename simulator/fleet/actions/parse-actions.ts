import type { Action } from '../../wire/actions.ts';
import { folderOf, joinedPath } from '../code/file-path.ts';
import type { ReadFile } from '../code/source-tree.ts';
import { readYaml } from '../document/read-yaml.ts';
import type { Fleet } from '../fleet.ts';
import { Problems } from '../fleet-error.ts';
import type { FleetError } from '../fleet-error.ts';
import { namesOf } from '../sections/fleet-names.ts';
import { readActions } from './read-actions.ts';

export type ParsedActions =
  | { readonly ok: true; readonly actions: readonly Action[] }
  | { readonly ok: false; readonly errors: readonly FleetError[] };

export interface ParseActionsOptions {
  /** With it, targets are looked up; without it, any target is taken as written. */
  readonly fleet?: Fleet;
  /** For `deploy`, whose files are named relative to the script. */
  readonly readFile?: ReadFile;
}

/** Reads a script by itself: a YAML list of actions, as in the `script` of a fleet file. */
export function parseActions(text: string, path: string, options: ParseActionsOptions = {}): ParsedActions {
  const { fleet, readFile } = options;
  const problems = new Problems();
  // A script of comments alone is a script that does nothing.
  const list = /^\uFEFF?(?:\s|#[^\n]*)*$/.test(text) ? null : readYaml(path, text, problems);
  const context = {
    names: fleet === undefined ? null : namesOf(fleet),
    files: fleet === undefined ? null : new Set(fleet.services.flatMap((service) => Object.keys(service.files))),
    readSource: readFile === undefined ? null : (file: string) => readFile(joinedPath(folderOf(path), file)),
  };
  const actions = list === null ? [] : readActions(list, '', context, problems);
  return problems.any ? { ok: false, errors: problems.errors() } : { ok: true, actions };
}
