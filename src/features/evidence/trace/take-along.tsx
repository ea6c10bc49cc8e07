import { useState } from 'react';
import type { SpanFact } from '../../../../simulator/index.ts';
import { copyText, download } from '../../../browser/take-away.ts';
import { useSession } from '../../../session/use-session.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { mermaidOf } from './sequence/mermaid.ts';
import { sequenceOf } from './sequence/sequence.ts';
import { rowsOf } from './trace-rows.ts';

interface TakeAlongProps {
  readonly traceId: string;
  readonly spans: readonly SpanFact[];
}

/** The trace for elsewhere: a diagram for a document, spans for Jaeger and the like. */
export function TakeAlong({ traceId, spans }: TakeAlongProps) {
  const { ask } = useSession();
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(mermaidOf(sequenceOf(rowsOf(spans))));
    setSaid(isCopied ? 'Copied' : 'The browser did not allow to copy');
  };
  const save = async (): Promise<void> => {
    const otlp = await ask({ about: 'otlp', traceId });
    if (otlp === null) return setSaid('There is no fleet to ask');
    download(`trace-${traceId}.json`, 'application/json', JSON.stringify(otlp, null, 2));
    setSaid('Saved');
  };
  const failed = (): void => setSaid('It did not work');
  return (
    <>
      <Button look="quiet" onPress={() => void copy().catch(failed)}>
        Copy as Mermaid
      </Button>
      <Button look="quiet" onPress={() => void save().catch(failed)}>
        Download OTLP
      </Button>
      <output>{said}</output>
    </>
  );
}
