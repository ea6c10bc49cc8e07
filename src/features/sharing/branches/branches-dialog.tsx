import { useState } from 'react';
import { useStore } from 'zustand';
import { compareBranches, openBranch } from '../../../commands/sharing/branches.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import type { Branch } from '../../../session/sharing/branches.ts';
import { useSession } from '../../../session/use-session.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { RenameForm } from '../../../ui/controls/rename-form.tsx';
import { MenuButton } from '../../../ui/controls/menu-button.tsx';
import { clockText } from '../../../ui/number-text.ts';
import { Dialog } from '../../../ui/panes/dialog.tsx';
import styles from './branches-dialog.module.css';

/** All runs that went another way: to be opened, put side by side, renamed and taken away. */
export function BranchesDialog() {
  const { screen, branches } = useSession();
  const close = (): void => screen.setState({ overlay: null });
  const { branches: all, removed } = useStore(branches.store);
  return (
    <Dialog label="Branches" onClose={close}>
      <div className={styles.dialog}>
        <div className={styles.head}>
          <h2>Branches</h2>
          <Button onPress={close}>Close</Button>
        </div>
        <p>They stay as long as this page is open. To keep two of them, put them side by side and share the link.</p>
        <ul className={styles.list}>
          {all.map((branch) => (
            <BranchRow key={branch.id} branch={branch} others={all.filter((other) => other.id !== branch.id)} />
          ))}
        </ul>
        <output className={styles.said}>
          {removed && (
            <>
              {removed.branch.title} was taken away.{' '}
              <Button look="accent" onPress={() => branches.putBack()}>
                Put it back
              </Button>
            </>
          )}
        </output>
      </div>
    </Dialog>
  );
}

function BranchRow({ branch, others }: { readonly branch: Branch; readonly others: readonly Branch[] }) {
  const session = useSession();
  const [isRenaming, setRenaming] = useState(false);
  const { id, title: shown, from, atUs } = branch;
  const trunk = others.find((other) => other.id === from);
  if (isRenaming)
    return (
      <li>
        <RenameForm
          shown={shown}
          onRename={(name) => {
            session.branches.rename(id, name);
            setRenaming(false);
          }}
          onLeave={() => setRenaming(false)}
        />
      </li>
    );
  const items = others.map((other) => ({
    id: other.id,
    label: other.title,
    run: () => compareBranches(other, branch).run(session),
  }));
  return (
    <li>
      <span className={styles.name}>
        <b>{shown}</b> {trunk ? `left ${trunk.title} at` : 'stands at'} {clockText(atUs / 1000)}
      </span>
      <CommandButton command={openBranch(branch)} look="quiet">
        Open <span className="visually-hidden">{shown}</span>
      </CommandButton>
      {items.length > 0 && <MenuButton label="Compare with" items={items} />}
      <Button look="quiet" onPress={() => setRenaming(true)}>
        Rename <span className="visually-hidden">{shown}</span>
      </Button>
      <Button look="quiet" onPress={() => session.branches.remove(id)}>
        Take away <span className="visually-hidden">{shown}</span>
      </Button>
    </li>
  );
}
