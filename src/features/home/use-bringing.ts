import { useState } from 'react';
import type { GivenFile } from '../../browser/given-files.ts';
import { bringProgress } from '../../session/lessons/bring-progress.ts';
import type { Brought } from '../../session/lessons/bring-progress.ts';
import { progress } from '../../session/lessons/progress-store.ts';
import { useSession } from '../../session/use-session.ts';
import { browserStorage } from '../../session/work/saved-work.ts';

const nothing: Brought = { said: '', undo: null };

/** Takes in somebody's progress from a file, says what came of it, and undoes it. */
export function useBringing() {
  const session = useSession();
  const [{ said, undo }, setBrought] = useState(nothing);
  const bring = ([given]: readonly GivenFile[]): void => {
    const tooLarge = { said: 'That file is larger than any file of progress, so it was not read.', undo: null };
    setBrought(given ? bringProgress(given.text, { progress, storage: browserStorage() }, session) : tooLarge);
  };
  const undoIt = (): void => {
    undo?.();
    setBrought({ said: 'All is as it was before.', undo: null });
  };
  return { said, bring, undo: undo && undoIt };
}
