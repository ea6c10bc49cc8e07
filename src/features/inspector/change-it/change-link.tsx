import { useState } from 'react';
import { disconnect, setLink } from '../../../commands/fleet/change-structure.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import type { MapLink } from '../../../../simulator/index.ts';
import { useSession } from '../../../session/use-session.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import { Part } from '../figures.tsx';
import { Balance } from './balance.tsx';
import { draftOf, readDraft } from './link-draft.ts';
import { TextField } from './field.tsx';
import styles from './change.module.css';

/** What the link may do, to be set while it runs. */
export function ChangeLink({ link }: { readonly link: MapLink }) {
  const session = useSession();
  const { from, to, mode, settable } = link;
  return (
    <Part title="Change it">
      <div className={styles.form}>
        {settable.includes('mode') && mode !== null && (
          <>
            <Choice
              label={`How ${from} reaches ${to}`}
              options={[
                { value: 'sync', label: 'Sync' },
                { value: 'async', label: 'Async' },
              ]}
              chosen={mode}
              onChoose={(chosen) =>
                chosen !== mode && setLink(from, to, { mode: chosen }, { mode: chosen }).run(session)
              }
            />
            <p className={styles.note}>
              Sync: {from} calls and waits. Async: {to} hears of it by an event, after the answer.
            </p>
          </>
        )}
        {settable.includes('balance') && <Balance link={link} />}
        {settable.includes('timeoutUs') && <Policies key={JSON.stringify(link)} link={link} />}
        {link.kind !== 'traffic' && (
          <div className={styles.buttons}>
            <CommandButton command={disconnect(from, to)} />
          </div>
        )}
      </div>
    </Part>
  );
}

function Policies({ link }: { readonly link: MapLink }) {
  const session = useSession();
  const [draft, setDraft] = useState(() => draftOf(link));
  const read = readDraft(draft, link);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (read.ok && read.isChanged) setLink(link.from, link.to, read.fields, read.sizes).run(session);
      }}
    >
      <TextField
        label="Gives up after, ms"
        isOptional
        placeholder="never"
        value={draft.timeoutMs}
        onChange={(timeoutMs) => setDraft({ ...draft, timeoutMs })}
      />
      <TextField
        label="Tries again, times"
        isOptional
        placeholder="never"
        value={draft.attempts}
        onChange={(attempts) => setDraft({ ...draft, attempts })}
      />
      <TextField
        label="Waits between, ms"
        isOptional
        placeholder="100"
        value={draft.backoffMs}
        onChange={(backoffMs) => setDraft({ ...draft, backoffMs })}
      />
      <TextField
        label="Switch opens at, %"
        isOptional
        placeholder="no switch"
        value={draft.errorsPercent}
        onChange={(errorsPercent) => setDraft({ ...draft, errorsPercent })}
      />
      <TextField
        label="of calls, at least"
        isOptional
        placeholder="10"
        value={draft.volume}
        onChange={(volume) => setDraft({ ...draft, volume })}
      />
      <TextField
        label="and tries after, ms"
        isOptional
        placeholder="30000"
        value={draft.resetMs}
        onChange={(resetMs) => setDraft({ ...draft, resetMs })}
      />
      {!read.ok && <p className={styles.note}>Numbers, please: nothing else fits here.</p>}
      <button type="submit" className={styles.submit} aria-disabled={!read.ok || !read.isChanged}>
        Set
      </button>
    </form>
  );
}
