import type { Action } from '../../../simulator/index.ts';
import { momentText } from '../../ui/number-text.ts';
import styles from './opened-run.module.css';

/** Code may be among them, so all of it is shown. */
export function Deeds({ actions }: { readonly actions: readonly Action[] }) {
  if (actions.length === 0) return <p>Nothing.</p>;
  return (
    <ol className={styles.deeds}>
      {actions.map((action, index) => (
        // Nothing is ever taken from this list or put into it.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index}>
          <span>{momentText(action.atUs)}</span> <b>{action.verb}</b> {action.target.replace('->', '→')}
          {action.forUs !== undefined && ` for ${momentText(action.forUs)}`}
          <Sizes sizes={action.sizes} />
        </li>
      ))}
    </ol>
  );
}

function Sizes({ sizes: { files, ...sizes } }: { readonly sizes: Action['sizes'] }) {
  const words = Object.entries(sizes).map(([name, value]) => `${name} ${shown(value)}`);
  const texts = typeof files === 'object' && files !== null ? Object.entries(files) : [];
  return (
    <>
      {words.length > 0 && <i>, {words.join(', ')}</i>}
      {texts.map(([path, text]) => (
        <details key={path}>
          <summary>{path}</summary>
          <pre>{shown(text)}</pre>
        </details>
      ))}
    </>
  );
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
