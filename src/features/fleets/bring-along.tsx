import { useRef, useState } from 'react';
import { textsDropped, textsOf } from '../../browser/given-files.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Mistakes } from './mistakes.tsx';
import { useBringing } from './use-bringing.ts';
import styles from './fleets-page.module.css';

/** A run or a fleet that was saved, or a fleet file with its code and SQL. */
export function BringAlong() {
  const { bringing, bring } = useBringing();
  const [isOver, setOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const chosen = ({ files: given }: HTMLInputElement): void => void textsOf(given ?? []).then(bring);
  return (
    // Whoever drops could as well press one of the buttons.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void textsDropped(event.dataTransfer.items).then(bring);
      }}
    >
      <p>
        A fleet or a run that was saved as a file, or a fleet file together with its code and SQL. Or drop them here.
      </p>
      <div className={styles.keep}>
        <Button onPress={() => files.current?.click()}>Choose files</Button>
        <Button onPress={() => folder.current?.click()}>Choose a folder</Button>
      </div>
      <input ref={files} type="file" multiple hidden onChange={(event) => chosen(event.target)} aria-label="Files" />
      <input
        ref={(input) => {
          folder.current = input;
          if (input) input.webkitdirectory = true;
        }}
        type="file"
        hidden
        onChange={(event) => chosen(event.target)}
        aria-label="Folder"
      />
      <Mistakes bringing={bringing} />
    </div>
  );
}
