import type { CauseInWords, CausePart } from '../../../../simulator/index.ts';
import { selectThing, thingNamed } from '../../../commands/fleet/select-thing.ts';
import { useSession } from '../../../session/use-session.ts';
import { CodeButton } from '../parts/code-button.tsx';
import styles from './cause-text.module.css';

/** Why a request failed. What the sentence names can be gone to. */
export function CauseText({ cause }: { readonly cause: CauseInWords }) {
  return (
    <>
      {keyed(cause.parts).map(({ key, part }) => (
        <Part key={key} part={part} />
      ))}
    </>
  );
}

function keyed(parts: readonly CausePart[]) {
  return parts.map((part, index) => ({ key: `${index} ${part.text}`, part }));
}

function Part({ part }: { readonly part: CausePart }) {
  const session = useSession();
  const name = 'node' in part ? part.node : 'link' in part ? part.link : null;
  if (name === null) return 'line' in part ? <CodeButton place={part.line} /> : <>{part.text}</>;
  const point = (): void => {
    const thing = thingNamed(session.frames.getState().map, name);
    if (thing) selectThing(thing).run(session);
  };
  const light = (isOn: boolean): void =>
    session.selection.light(!isOn ? {} : 'node' in part ? { node: name } : { link: name });
  return (
    <button
      type="button"
      className={styles.named}
      onClick={point}
      onPointerEnter={() => light(true)}
      onPointerLeave={() => light(false)}
      onFocus={() => light(true)}
      onBlur={() => light(false)}
    >
      {part.text}
    </button>
  );
}
