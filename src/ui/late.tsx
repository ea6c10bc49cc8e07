import { useEffect, useState } from 'react';
import type { ComponentType, FunctionComponent, ReactNode } from 'react';
import { Button } from './controls/button.tsx';
import styles from './late.module.css';

interface LateOptions {
  /** Stands where the part will be; nothing unless told. */
  readonly until?: ReactNode;
}

type Presence = 'coming' | 'there' | 'missing';

const loads: (() => Promise<unknown>)[] = [];

/** Fetches what somebody may want next, one part after the other; what cannot be had now is asked for when it is wanted. */
export async function fetchLateParts(): Promise<void> {
  for (const load of loads) await load().catch(() => null);
}

interface LateModule<Module> {
  /** Null until it has come. */
  readonly here: () => Module | null;
  readonly bring: () => Promise<Module>;
}

/** Code that the first picture does not carry and that draws nothing. */
export function lateModule<Module>(load: () => Promise<Module>): LateModule<Module> {
  let module: Module | null = null;
  const bring = async (): Promise<Module> => (module = await load());
  loads.push(bring);
  return { here: () => module, bring };
}

/**
 * A part of the page that is fetched when it is first drawn: the first picture does not carry it. Once it is there it is
 * drawn at once, everywhere. One that cannot be had says so, and can be asked for again.
 */
export function late<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): FunctionComponent<Props & LateOptions> {
  let part: ComponentType<Props> | null = null;
  loads.push(load);
  return function Late({ until = null, ...props }: Props & LateOptions) {
    const [state, setState] = useState<Presence>(part ? 'there' : 'coming');
    useEffect(() => {
      if (state !== 'coming') return;
      let isWanted = true;
      const turn = (now: Presence): void => {
        if (isWanted) setState(now);
      };
      load().then(
        (loaded) => {
          part = loaded;
          turn('there');
        },
        () => turn('missing'),
      );
      return () => {
        isWanted = false;
      };
    }, [state]);
    if (state === 'missing') return <Missing onAgain={() => setState('coming')} />;
    const Part = part;
    return Part && state === 'there' ? <Part {...(props as unknown as Props)} /> : until;
  };
}

/** The page names its parts by their content: after an update of the site those of before are gone. */
function Missing({ onAgain }: { readonly onAgain: () => void }) {
  return (
    <div className={styles.missing} role="alert">
      <p>A part of this page could not be loaded. Check the connection and try again.</p>
      <p>If the page was just updated, reload it: what you changed is kept.</p>
      <p className={styles.act}>
        <Button onPress={onAgain}>Try again</Button>
        <Button onPress={() => location.reload()}>Reload</Button>
      </p>
    </div>
  );
}
