import { useState } from 'react';
import { useStore } from 'zustand';
import { download } from '../../browser/take-away.ts';
import { hashOf, usualRun } from '../../session/place.ts';
import { fleetFile } from '../../session/sharing/brought-texts.ts';
import type { OwnFleet } from '../../session/fleets/own-fleets.ts';
import { useSession } from '../../session/use-session.ts';
import { Button } from '../../ui/controls/button.tsx';
import { RenameForm } from '../../ui/controls/rename-form.tsx';
import styles from './fleets-page.module.css';

export function OwnList() {
  const { ownFleets } = useSession();
  const { fleets, removed, isSaved } = useStore(ownFleets);
  return (
    <>
      {!isSaved && (
        <p role="alert">
          The browser does not keep your fleets beyond this visit: its storage is full or forbidden. Save them as files.
        </p>
      )}
      {fleets.length === 0 && <p>None yet. What you keep, open or paste stays in this browser and is listed here.</p>}
      <ul className={styles.own}>
        {fleets.map((fleet) => (
          <Own key={fleet.id} fleet={fleet} />
        ))}
      </ul>
      <output className={styles.said}>
        {removed && (
          <>
            {removed.parcel.title} was taken away.{' '}
            <Button look="accent" onPress={() => ownFleets.putBack()}>
              Put it back
            </Button>
          </>
        )}
      </output>
    </>
  );
}

function Own({ fleet: { id, parcel } }: { readonly fleet: OwnFleet }) {
  const { ownFleets } = useSession();
  const [isRenaming, setRenaming] = useState(false);
  const { title: shown } = parcel;
  if (isRenaming) {
    return (
      <li>
        <RenameForm
          shown={shown}
          onRename={(name) => {
            ownFleets.rename(id, name);
            setRenaming(false);
          }}
          onLeave={() => setRenaming(false)}
        />
      </li>
    );
  }
  return (
    <li>
      <a href={hashOf({ at: 'play', run: { ...usualRun, fleet: id } })}>{shown}</a>
      <Button look="quiet" onPress={() => setRenaming(true)}>
        Rename <span className="visually-hidden">{shown}</span>
      </Button>
      <Button look="quiet" onPress={() => download('fleet.flotilla.json', 'application/json', fleetFile(parcel))}>
        Save as a file <span className="visually-hidden">{shown}</span>
      </Button>
      <Button look="quiet" onPress={() => ownFleets.remove(id)}>
        Take away <span className="visually-hidden">{shown}</span>
      </Button>
    </li>
  );
}
