import { useEffect, useRef, useState } from 'react';
import { copyText, download } from '../../browser/take-away.ts';
import { writeLink } from '../../session/sharing/link-text.ts';
import { runFile } from '../../session/sharing/run-file.ts';
import type { SharedRun } from '../../session/sharing/shared-run.ts';
import { hashOf } from '../../session/place.ts';
import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/controls/button.tsx';
import { countText, momentText } from '../../ui/number-text.ts';
import { Dialog } from '../../ui/panes/dialog.tsx';
import { countedText } from './counted-text.ts';
import styles from './share-dialog.module.css';

/** Programs that people send links with begin to cut them somewhere here. */
const lettersOftenCut = 8_000;

export function ShareDialog() {
  const { screen } = useSession();
  return <Opened onClose={() => screen.setState({ overlay: null })} />;
}

interface Shared {
  readonly run: SharedRun;
  readonly address: string;
}

function Opened({ onClose }: { readonly onClose: () => void }) {
  const { share } = useSession();
  const [shared, setShared] = useState<Shared | 'failed' | null>(null);
  useEffect(() => {
    let isWanted = true;
    addressed(share).then(
      (made) => isWanted && setShared(made ?? 'failed'),
      () => isWanted && setShared('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [share]);
  return (
    <Dialog label="Share this run" onClose={onClose}>
      <div className={styles.share}>
        <div className={styles.head}>
          <h2>Share this run</h2>
          <Button onPress={onClose}>Close</Button>
        </div>
        {shared === null && <p>Packing the run ...</p>}
        {shared === 'failed' && <p role="alert">There is no fleet to share now. Start one and try again.</p>}
        {shared !== null && shared !== 'failed' && <Link {...shared} />}
      </div>
    </Dialog>
  );
}

async function addressed(share: () => Promise<SharedRun | null>): Promise<Shared | null> {
  const run = await share();
  if (!run) return null;
  const link = await writeLink(run);
  return { run, address: new URL(hashOf({ at: 'run', link }), location.href).href };
}

function Link({ run, address }: Shared) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    if (await copyText(address)) return setSaid('The link is in the clipboard.');
    field.current?.select();
    setSaid('The browser did not let the page copy. The link is marked: copy it from there.');
  };
  const isLong = address.length > lettersOftenCut;
  return (
    <>
      <p>{contentsOf(run)} There is no server: all of it is in the link itself.</p>
      <label className={styles.link}>
        Link
        <input ref={field} readOnly value={address} onFocus={(event) => event.target.select()} />
      </label>
      {isLong && (
        <p>
          It is {countText(address.length)} letters long. Browsers open it, but mail and chat programs may cut it: a
          file holds the same.
        </p>
      )}
      <div className={styles.buttons}>
        <Button look={isLong ? 'quiet' : 'solid'} onPress={() => void copy()}>
          Copy the link
        </Button>
        <Button
          look={isLong ? 'solid' : 'quiet'}
          onPress={() => download('run.flotilla.json', 'application/json', runFile(run))}
        >
          Save as a file
        </Button>
      </div>
      <output className={styles.said}>{said}</output>
    </>
  );
}

function contentsOf({ fleet, actions, seed, atUs }: SharedRun): string {
  const files = Object.keys(fleet.files).length;
  const parts = [
    fleet.template === null ? `a fleet of ${countedText(files, 'file')}` : null,
    fleet.template !== null && files > 0 ? `${countedText(files, 'changed file')}` : null,
    countedText(actions.length, 'action'),
    `seed ${seed}`,
    `the moment ${momentText(atUs)}`,
  ];
  return `Whoever opens it gets ${fleet.title} with ${parts.filter((part) => part !== null).join(', ')}.`;
}
