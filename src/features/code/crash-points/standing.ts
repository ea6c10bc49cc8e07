/** Whether a crash point can be set on a line of the editor, and where it is in what runs. */
export type Standing =
  | { readonly ok: true; readonly line: number }
  | {
      readonly ok: false;
      readonly why: string;
      /** The next line of the editor on which it could be. */
      readonly instead: number | null;
    };

interface Known {
  /** Of what runs. */
  readonly lines: readonly number[];
  readonly toDeployed: (line: number) => number | null;
  readonly toEditor: (line: number) => number | null;
}

export function standingOn(line: number, { lines, toDeployed, toEditor }: Known): Standing {
  if (lines.length === 0) return { ok: false, why: 'No process of this fleet runs code of this file.', instead: null };
  const deployed = toDeployed(line);
  if (deployed === null)
    return { ok: false, why: `Line ${line} is not deployed yet: what runs dies at lines that it has.`, instead: null };
  if (lines.includes(deployed)) return { ok: true, line: deployed };
  const next = lines.find((each) => each > deployed) ?? lines.at(-1)!;
  return { ok: false, why: `Nothing is done on line ${line} that a crash could come before.`, instead: toEditor(next) };
}
