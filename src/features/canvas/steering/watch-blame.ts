import type { Session } from '../../../session/session.ts';
import type { BlameStore } from './pointing.ts';

const askEveryMs = 700;
/** Virtual time after which a failure is history. */
const forgottenAfterUs = 15_000_000;

/** Asks who is to blame whenever more requests have failed than before. */
export function watchBlame({ frames, ask }: Pick<Session, 'frames' | 'ask'>, blames: BlameStore): () => void {
  let failedBefore = 0;
  let failedAtUs = -Infinity;
  let askedAtMs = -Infinity;
  let isAsking = false;
  const look = async (): Promise<void> => {
    isAsking = true;
    askedAtMs = performance.now();
    try {
      const [line] = (await ask({ about: 'requests', newest: 1, outcome: 'failed' })) ?? [];
      const culprit = line?.cause?.culprit;
      if (line && culprit) blames.setState({ blame: { culprit, route: line.route, traceId: line.traceId } });
    } finally {
      isAsking = false;
    }
  };
  return frames.subscribe(({ frame }) => {
    const failed = frame?.requests.reduce((sum, row) => sum + row.failed, 0) ?? 0;
    const hasNew = failed > failedBefore;
    if (!frame || failed < failedBefore) blames.setState({ blame: null });
    if (frame && hasNew) failedAtUs = frame.virtualUs;
    else if (frame && blames.getState().blame && frame.virtualUs - failedAtUs > forgottenAfterUs) {
      blames.setState({ blame: null });
    }
    if (!frame || failed < failedBefore) failedBefore = failed;
    if (!hasNew || isAsking || performance.now() - askedAtMs < askEveryMs) return;
    failedBefore = failed;
    void look().catch(() => {
      // An engine that is gone is told of elsewhere; without an answer nobody is blamed.
    });
  });
}
