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

export const shapes = ['start', 'solution', 'ablation'] as const;
export type Shape = (typeof shapes)[number];

/** Layers of each shape, uppermost first: a solution holds only what differs from the start, an ablation only what differs from the solution. */
const layers: Readonly<Record<Shape, readonly string[]>> = {
  start: [],
  solution: ['solution'],
  ablation: ['ablation', 'solution'],
};

/**
 * The folder as if the files of a layer lay where those stand that they replace; `isLaid` says which of them do.
 */
export function readerOf(
  { path, files, readFile }: LessonFolder,
  shape: Shape,
  isLaid: (file: string) => boolean = () => true,
): ReadFile {
  const root = joinedPath('', path);
  const known = new Set(files);
  return (wanted) => {
    const relative = wanted.startsWith(`${root}/`) ? wanted.slice(root.length + 1) : null;
    const layer =
      relative === null || !isLaid(relative)
        ? undefined
        : layers[shape].find((each) => known.has(`${each}/${relative}`));
    return readFile(layer === undefined ? wanted : `${root}/${layer}/${relative}`);
  };
}

/** Code is deployed into a fleet that runs. A fleet file, or what a store begins with, makes another one. */
export function isDeployed(file: string): boolean {
  return /\.(?:[cm]?[jt]s|json)$/.test(file);
}

/** Files of a layer, relative to it. */
export function filesIn({ files }: LessonFolder, layer: string): string[] {
  return files.filter((file) => file.startsWith(`${layer}/`)).map((file) => file.slice(layer.length + 1));
}

/** Whether a shape begins with the very fleet of the start: nothing but code lies in its layers. */
export function isAllDeployed(folder: LessonFolder, shape: Shape): boolean {
  const files = layers[shape].flatMap((layer) => filesIn(folder, layer));
  return files.every((file) => isDeployed(file) || file === 'actions.yaml');
}
