import { useEffect, useState } from 'react';
import type { Compared } from '../../session/pair/pair.ts';
import { usePair } from '../../session/pair/use-pair.ts';

const askEveryMs = 600;

/** Both held against each other, again whenever time has moved; null until that was asked for once. */
export function useCompared(flow: string): Compared | null {
  const pair = usePair();
  const [compared, setCompared] = useState<Compared | null>(null);
  useEffect(() => {
    const { frames } = pair.sides.left;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let askedUs = -1;
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const nowUs = frames.getState().latest?.virtualUs ?? null;
      if (nowUs !== null && nowUs !== askedUs) {
        askedUs = nowUs;
        // Nobody has to hear that fleets that are gone do not answer.
        const answer = await pair.compare(flow).catch(() => null);
        if (isWanted) setCompared(answer);
      }
      if (isWanted) timer = setTimeout(() => void ask(), askEveryMs);
    };
    void ask();
    return () => {
      isWanted = false;
      if (timer !== null) clearTimeout(timer);
    };
  }, [pair, flow]);
  return compared;
}
