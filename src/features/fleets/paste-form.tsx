import { useId, useState } from 'react';
import { Mistakes } from './mistakes.tsx';
import { useBringing } from './use-bringing.ts';
import styles from './fleets-page.module.css';

const example = `name: two
services:
  front: { model: { latency: 5ms, calls: [back] } }
  back: { model: { latency: lognormal(20ms, 8ms), errors: 1% } }
traffic:
  visits: { to: front, request: GET /, rate: poisson(20/s) }
`;

export function PasteForm() {
  const { bringing, bring } = useBringing();
  const [text, setText] = useState('');
  const id = useId();
  return (
    <form
      className={styles.paste}
      onSubmit={(event) => {
        event.preventDefault();
        bring([{ path: 'fleet.yaml', text }]);
      }}
    >
      <label htmlFor={id}>
        Fleet file, as YAML. Services without a <code>model</code> need their code: open them together as files.
      </label>
      <textarea
        id={id}
        required
        rows={12}
        spellCheck={false}
        value={text}
        placeholder={example}
        aria-invalid={bringing.mistakes.length > 0}
        onChange={(event) => setText(event.target.value)}
      />
      <Mistakes bringing={bringing} />
      <div className={styles.keep}>
        <button type="submit" className={styles.submit}>
          Start with this fleet
        </button>
      </div>
    </form>
  );
}
