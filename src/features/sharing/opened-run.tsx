import { useEffect, useState } from 'react';
import { runLentPair } from '../../commands/sharing/branches.ts';
import { runLent } from '../../commands/sharing/run-lent.ts';
import { readLink } from '../../session/sharing/link-text.ts';
import type { LentRun, LentRuns } from '../../session/sharing/lent-runs.ts';
import type { SharedRun } from '../../session/sharing/shared-run.ts';
import type { WrongRun } from '../../session/sharing/link-text.ts';
import { hashOf, usualRun } from '../../session/place.ts';
import { useSession } from '../../session/use-session.ts';
import { problemOf } from '../../session/engine/engine-problem.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Deeds } from './deeds.tsx';
import { momentText } from '../../ui/number-text.ts';
import { countedText } from './counted-text.ts';
import styles from './opened-run.module.css';

type Opened = { readonly lent: LentRun<SharedRun> } | { readonly wrong: string };

/** What a link holds, to be read before any of it runs. */
export function OpenedRun({ link }: { readonly link: string }) {
  const { lentRuns } = useSession();
  const [opened, setOpened] = useState<(Opened & { readonly link: string }) | null>(null);
  useEffect(() => {
    let isWanted = true;
    open(link, lentRuns).then(
      (result) => isWanted && setOpened({ ...result, link }),
      (error: unknown) => isWanted && setOpened({ wrong: problemOf(error).message, link }),
    );
    return () => {
      isWanted = false;
    };
  }, [link, lentRuns]);
  return (
    <main className={styles.page}>
      {opened?.link !== link ? (
        <p>Reading the link ...</p>
      ) : 'wrong' in opened ? (
        <Wrong what={opened.wrong} />
      ) : (
        <Lent lent={opened.lent} />
      )}
    </main>
  );
}

const wrongWords: Readonly<Record<WrongRun, string>> = {
  'is damaged':
    'It is not whole: something was cut off, added or changed on its way. Ask for it again, or for the file.',
  'is of another version': 'It was made by another version of Flotilla, and this one does not know how to read it.',
  'is too big': 'It unpacks to more than a run can be, so it was not unpacked.',
};

async function open(link: string, lentRuns: LentRuns): Promise<Opened> {
  const read = await readLink(link);
  return read.ok ? { lent: await lentRuns.take(link, read.run) } : { wrong: wrongWords[read.why] };
}

function Wrong({ what }: { readonly what: string }) {
  return (
    <div role="alert" className={styles.wrong}>
      <h2>This link cannot be opened.</h2>
      <p>{what}</p>
      <p>Nothing of it was run, and what you made yourself is as it was.</p>
      <p>
        <a href="#/">Home</a>, or <a href={hashOf({ at: 'play', run: usualRun })}>the playground</a>.
      </p>
    </div>
  );
}

function Lent({ lent }: { readonly lent: LentRun<SharedRun> }) {
  const session = useSession();
  const { fleet, actions, seed, atUs, digest, beside } = lent.run;
  const files = Object.entries({ ...beside?.run.fleet.files, ...fleet.files });
  const isStrange =
    files.length > 0 || [...actions, ...(beside?.run.actions ?? [])].some(({ verb }) => verb === 'deploy');
  return (
    <>
      <h2>{fleet.title}</h2>
      <p className={styles.lead}>
        A run that somebody sent: {fleet.template === null ? 'a fleet of their own' : 'a fleet of Flotilla'} with{' '}
        {countedText(files.length, fleet.template === null ? 'file' : 'changed file')} and{' '}
        {countedText(actions.length, 'action')}, at {momentText(atUs)}.
        {beside &&
          ` Beside it on one clock is “${beside.title}” with ${countedText(beside.run.actions.length, 'action')}.`}
      </p>
      <p className={styles.lead}>
        {isStrange ? (
          <>
            <b>You are about to run somebody else’s code.</b> It is kept in a sandbox without network, storage or
            anything of yours, and what you made yourself stays as it is.
          </>
        ) : (
          <>All of its code is that of Flotilla, and what you made yourself stays as it is.</>
        )}{' '}
        Nothing of it has run yet.
      </p>
      <div className={styles.act}>
        {beside && (
          <Button look="primary" onPress={() => runLentPair(lent).run(session)}>
            Run both side by side
          </Button>
        )}
        <Button look={beside ? 'quiet' : 'primary'} onPress={() => runLent(lent).run(session)}>
          {beside ? 'Run the first alone' : atUs > 0 ? `Run it up to ${momentText(atUs)}` : 'Run it'}
        </Button>
        <a href={hashOf({ at: 'play', run: usualRun })}>Leave it, to the playground</a>
      </div>
      <section>
        <h3>{fleet.template === null ? 'Its files' : 'What differs from the fleet of Flotilla'}</h3>
        {files.length === 0 && <p>Nothing: the code is that of Flotilla.</p>}
        {files.map(([path, text]) => (
          <details key={path} open={files.length === 1}>
            <summary>{path}</summary>
            <pre>{text}</pre>
          </details>
        ))}
      </section>
      <section>
        <h3>What was done to it</h3>
        <Deeds actions={actions} />
      </section>
      {beside && (
        <section>
          <h3>What was done to “{beside.title}”</h3>
          <Deeds actions={beside.run.actions} />
        </section>
      )}
      <p className={styles.fine}>
        Seed {seed}, digest <code>{digest}</code>.
      </p>
    </>
  );
}
