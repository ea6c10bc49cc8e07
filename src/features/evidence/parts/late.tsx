import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';
import { Button } from '../../../ui/controls/button.tsx';
import list from './list.module.css';

/** A part of the page whose code is fetched when it is first looked at; where that fails, it says so and can be tried again. */
export function late(what: string, fetchPart: () => Promise<ComponentType>): ComponentType {
  let fetched: ComponentType | null = null;
  return function Late() {
    const [Part, setPart] = useState<ComponentType | null>(() => fetched);
    const [tries, setTries] = useState(0);
    const [hasFailed, setFailed] = useState(false);
    useEffect(() => {
      if (fetched) return undefined;
      let isWanted = true;
      setFailed(false);
      fetchPart().then(
        (part) => {
          fetched = part;
          if (isWanted) setPart(() => part);
        },
        () => isWanted && setFailed(true),
      );
      return () => {
        isWanted = false;
      };
    }, [tries]);
    if (Part) return <Part />;
    if (!hasFailed) return <p className={list.empty}>{what} are on their way…</p>;
    return (
      <div className={list.empty} role="alert">
        <p>{what} could not be loaded. Check the connection; if the page was just updated, reload it.</p>
        <Button onPress={() => setTries(tries + 1)}>Try again</Button>
      </div>
    );
  };
}
