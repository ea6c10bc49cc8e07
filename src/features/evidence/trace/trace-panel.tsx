import { useState } from 'react';
import type { TraceAnswer } from '../../../../simulator/index.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useSelection } from '../../../session/use-session.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import { Outcome } from '../outcome/outcome.tsx';
import list from '../parts/list.module.css';
import { SequenceChart } from './sequence/sequence-chart.tsx';
import { TakeAlong } from './take-along.tsx';
import { Waterfall } from './waterfall.tsx';
import styles from './trace-tab.module.css';

/** The whole way of one request. */
export function TracePanel() {
  const traceId = useSelection((selection) => selection.traceId);
  return traceId === null ? (
    <p className={list.empty}>
      No request is chosen. Choose one in Requests, or a dot on the chart, to see its way through the fleet.
    </p>
  ) : (
    <TraceOf traceId={traceId} />
  );
}

/** Spans of what goes on after the answer come later; while time stands, each step may bring one. */
const lookEveryUs = 200_000;

function TraceOf({ traceId }: { readonly traceId: string }) {
  const answer = useAnswer({ about: 'trace', traceId }, ({ playing, virtualUs }) =>
    playing ? Math.floor(virtualUs / lookEveryUs) : virtualUs,
  );
  if (answer === null) return <p className={list.empty}>Looking for the trace.</p>;
  if (answer.spans.length === 0) {
    return (
      <p className={list.empty}>
        Nothing is known of this request: either no step of it has ended yet, or its trace is not kept any more.
      </p>
    );
  }
  return <TraceShown traceId={traceId} answer={answer} />;
}

const pictures = [
  { value: 'waterfall', label: 'Waterfall' },
  { value: 'sequence', label: 'Sequence' },
] as const;

interface TraceShownProps {
  readonly traceId: string;
  readonly answer: TraceAnswer;
}

function TraceShown({ traceId, answer: { spans, request } }: TraceShownProps) {
  const [picture, setPicture] = useState<(typeof pictures)[number]['value']>('waterfall');
  return (
    <div className={styles.trace}>
      <div className={list.whole}>
        <div className={list.filters}>
          <Choice label="Picture" options={pictures} chosen={picture} onChoose={setPicture} />
          <TakeAlong traceId={traceId} spans={spans} />
          {!request && <span>Its client has no answer yet. This is what has ended so far.</span>}
        </div>
        {picture === 'waterfall' ? <Waterfall spans={spans} /> : <SequenceChart spans={spans} />}
      </div>
      {/* A good one says all of it in the first row, and the bars need the room. */}
      {request && !request.ok && <Outcome line={request} />}
    </div>
  );
}
