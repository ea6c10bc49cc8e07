import { joinedPath } from '../fleet/code/file-path.ts';
import type { ReadFile } from '../fleet/code/source-tree.ts';

/** A lesson's folder, wherever it lies. */
export interface LessonFolder {
  /** With `/`, as errors name it: `lessons/12-circuit-breaker`. */
  readonly path: string;
  /** Every file in it, relative to it. */
  readonly files: readonly string[];
  /** Gives the text of any file, of the shop too, by its path. */
  readonly readFile: ReadFile;
}

export type Shape = 'start' | 'solution' | 'ablation';

/** Layers of each shape, uppermost first: a solution holds only what differs from the start, an ablation only what differs from the solution. */
const layers: Readonly<Record<Shape, readonly string[]>> = {
  start: [],
  solution: ['solution'],
  ablation: ['ablation', 'solution'],
};

/** The folder as if the files of a layer lay where those stand that they replace. */
export function readerOf({ path, files, readFile }: LessonFolder, shape: Shape): ReadFile {
  const root = joinedPath('', path);
  const known = new Set(files);
  return (wanted) => {
    const relative = wanted.startsWith(`${root}/`) ? wanted.slice(root.length + 1) : null;
    const layer = relative === null ? undefined : layers[shape].find((each) => known.has(`${each}/${relative}`));
    return readFile(layer === undefined ? wanted : `${root}/${layer}/${relative}`);
  };
}

/** Files of a layer, relative to it. */
export function filesIn({ files }: LessonFolder, layer: string): string[] {
  return files.filter((file) => file.startsWith(`${layer}/`)).map((file) => file.slice(layer.length + 1));
}
