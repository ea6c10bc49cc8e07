import { useStore } from 'zustand';
import { download } from '../../browser/take-away.ts';
import { useSession } from '../../session/use-session.ts';
import { writtenWork } from '../../session/work/work.ts';
import { Button } from '../../ui/controls/button.tsx';
import styles from './notices.module.css';

const json = 'application/json';

/** What may become of the work that somebody did on a fleet: nothing of it is lost without a word. */
export function WorkNotice() {
  const { work } = useSession();
  const { isSaved, aside, elsewhere, source } = useStore(work);
  const name = source?.id ?? 'fleet';
  return (
    <>
      {!isSaved && (
        <div className={styles.notice} role="alert">
          <p>
            Your changes are not saved: this browser’s storage is full or forbidden. They last until the page is closed.
          </p>
          <div className={styles.ways}>
            <Button onPress={() => work.saveAgain()}>Try again</Button>
            <Button onPress={() => download(`${name}.work.json`, json, writtenWork(work.getState()))}>
              Take them along
            </Button>
          </div>
        </div>
      )}
      {aside && (
        <div className={styles.notice} role="alert">
          <p>
            Saved changes to this fleet{' '}
            {aside.what === 'damaged' ? 'are damaged' : 'are from a newer version of Flotilla'} and could not be read.
            They are kept apart; the fleet begins as it was.
          </p>
          <div className={styles.ways}>
            <Button onPress={() => download(`${name}.set-aside.json`, json, aside.text)}>Download them</Button>
            <Button onPress={() => work.forgetAside()}>Close</Button>
          </div>
        </div>
      )}
      {elsewhere && (
        <div className={styles.notice} role="alert">
          <p>This fleet was changed in another tab or window. What you have here is still as you left it.</p>
          <div className={styles.ways}>
            <Button onPress={() => work.settle('mine')}>Keep what is here</Button>
            <Button onPress={() => work.settle('theirs')}>Take the other</Button>
          </div>
        </div>
      )}
    </>
  );
}
