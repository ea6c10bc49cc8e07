import { useState } from 'react';
import type { GivenFile } from '../../browser/given-files.ts';
import { progress } from '../../session/lessons/progress-store.ts';

/** Takes in somebody's progress from a file, and says what came of it. */
export function useBringing() {
  const [said, setSaid] = useState('');
  const bring = ([given]: readonly GivenFile[]): void => {
    if (!given) return setSaid('That file is larger than any file of progress, so it was not read.');
    const read = progress.bring(given.text);
    const count = read.ok ? Object.keys(read.progress).length : 0;
    setSaid(read.ok ? `Progress of ${count} lesson${count === 1 ? '' : 's'} was brought.` : read.why);
  };
  return { said, bring };
}
