import { fileCharactersMax } from './file-size.ts';
import { joinedPath } from './file-path.ts';

/** Gives a file's text; null for whatever is not a readable file. */
export type ReadFile = (path: string) => string | null;

export interface SourceFile {
  /** Where it really is, for messages. */
  readonly path: string;
  readonly text: string;
}

/**
 * The folders of a fleet file and of the files it extends, laid over one another: a path is looked up beside the
 * fleet file first, then beside each file that it extends. So a lesson holds only what differs.
 */
export class SourceTree {
  private readonly folders: readonly string[];
  private readonly readFile: ReadFile;
  private readonly known = new Map<string, SourceFile | null>();

  constructor(folders: readonly string[], readFile: ReadFile) {
    this.folders = [...new Set(folders)];
    this.readFile = readFile;
  }

  read(path: string): SourceFile | null {
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const found = this.lookUp(path);
    this.known.set(path, found);
    return found;
  }

  private lookUp(path: string): SourceFile | null {
    for (const folder of this.folders) {
      const real = joinedPath(folder, path);
      const text = this.readFile(real);
      if (text !== null) return { path: real, text };
    }
    return null;
  }
}

export function isTooLarge(file: SourceFile): boolean {
  return file.text.length > fileCharactersMax;
}
