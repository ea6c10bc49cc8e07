import { SourceTree } from '../fleet/code/source-tree.ts';
import { readExtended } from '../fleet/document/extend.ts';
import { Problems } from '../fleet/fleet-error.ts';
import { filesIn, readerOf } from './lesson-files.ts';
import type { LessonFolder } from './lesson-files.ts';

/** A file that is what it covers says nothing, and one day says something else than what it was copied from. */
export function checkDifferences(folder: LessonFolder, root: string, problems: Problems): void {
  const ofStart = readerOf(folder, 'start');
  const folders = readExtended(`${root}/fleet.yaml`, ofStart, new Problems())?.folders ?? [];
  const start = folder.files.filter((file) => /^(?:services|stores)\//.test(file));
  const layers = [
    ['', start, new SourceTree(folders.slice(1), folder.readFile)],
    ['solution/', filesIn(folder, 'solution'), new SourceTree(folders, ofStart)],
    ['ablation/', filesIn(folder, 'ablation'), new SourceTree(folders, readerOf(folder, 'solution'))],
  ] as const;
  for (const [layer, files, below] of layers) {
    for (const file of files) {
      const path = `${root}/${layer}${file}`;
      const covered = below.read(file);
      if (covered === null || covered.text !== folder.readFile(path)) continue;
      const at = { file: path, line: 1, column: 1 };
      problems.add(at, '', `the very text of what it covers`, 'a file that differs, or none');
    }
  }
}
