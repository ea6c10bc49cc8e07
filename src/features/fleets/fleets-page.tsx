import { useStore } from 'zustand';
import { keepCopy, openFleet } from '../../commands/fleet/open-fleet.ts';
import { hashOf, usualRun } from '../../session/place.ts';
import { useSession } from '../../session/use-session.ts';
import { templates } from '../../session/work/templates.ts';
import type { TemplateId } from '../../session/work/templates.ts';
import { Button } from '../../ui/controls/button.tsx';
import { BringAlong } from './bring-along.tsx';
import { OwnList } from './own-list.tsx';
import { PasteForm } from './paste-form.tsx';
import styles from './fleets-page.module.css';

/** Which fleet it is to be: one of ours, one of one's own, or one that is brought along. */
export function FleetsPage() {
  return (
    <main className={styles.page}>
      <h2>Fleets</h2>
      <section className={styles.part}>
        <h3>A new fleet from</h3>
        <ul className={styles.templates}>
          {(Object.keys(templates) as TemplateId[]).map((id) => (
            <li key={id}>
              <a href={hashOf({ at: 'play', run: { ...usualRun, fleet: id } })}>{templates[id].label}</a>
              <p>{templates[id].about}</p>
            </li>
          ))}
        </ul>
      </section>
      <div className={styles.column}>
        <section className={styles.part}>
          <h3>Your own</h3>
          <OwnList />
          <Keep />
        </section>
        <section className={styles.part}>
          <h3>Open a file</h3>
          <BringAlong />
        </section>
        <section className={styles.part}>
          <h3>Paste a fleet file</h3>
          <PasteForm />
        </section>
      </div>
    </main>
  );
}

function Keep() {
  const session = useSession();
  const source = useStore(session.work, (state) => state.source);
  if (!source) return null;
  return (
    <div className={styles.keep}>
      <Button onPress={() => keepCopy.run(session)}>Keep a copy of {source.title} as you left it</Button>
      <Button look="quiet" onPress={() => openFleet(source.id, source.title).run(session)}>
        Go back to {source.title}
      </Button>
    </div>
  );
}
