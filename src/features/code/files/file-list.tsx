import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/use-session.ts';
import { Choice } from '../../../ui/controls/choice.tsx';
import { codeView, openFile } from '../code-view.ts';
import type { Workspace } from '../monaco/workspace.ts';
import type { Thrown } from '../thrown/thrown.ts';
import { nameOf } from './fleet-files.ts';
import type { FileGroup } from './fleet-files.ts';
import styles from './file-list.module.css';

interface FileListProps {
  readonly groups: readonly FileGroup[];
  readonly path: string;
  /** The one that is selected on the chart, if any. */
  readonly service: string | null;
  readonly workspace: Workspace;
  readonly thrown: readonly Thrown[];
  /** Stands below the files. */
  readonly children: ReactNode;
}

const listId = 'code-files';

/** For whoever leaves the editor by key. */
export function focusFile(): void {
  document.querySelector<HTMLElement>(`#${listId} [aria-current]`)?.focus();
}

/** The files, with what became of each since the start. */
export function FileList({ groups, path, service, workspace, thrown, children }: FileListProps) {
  const { scope } = useStore(codeView);
  return (
    <nav id={listId} aria-label="Files" className={styles.list}>
      {service !== null && (
        <Choice
          label="Which files"
          options={[
            { value: 'selected', label: service },
            { value: 'all', label: 'All files' },
          ]}
          chosen={scope}
          onChoose={(chosen) => codeView.setState({ scope: chosen })}
        />
      )}
      {groups.map(({ title, paths }) => (
        <div key={title}>
          <h3 id={`${listId}-${title}`}>{title}</h3>
          <ul aria-labelledby={`${listId}-${title}`}>
            {paths.map((each) => (
              <li key={each}>
                <button
                  type="button"
                  title={each}
                  aria-current={each === path || undefined}
                  onClick={() => openFile(each)}
                >
                  <span className={styles.name}>{nameOf(each)}</span>
                  <Marks path={each} workspace={workspace} thrown={thrown} />
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {children}
    </nav>
  );
}

interface MarksProps {
  readonly path: string;
  readonly workspace: Workspace;
  readonly thrown: readonly Thrown[];
}

function Marks({ path, workspace, thrown }: MarksProps) {
  const { work } = useSession();
  const isChanged = useStore(work, ({ drafts }) => path in drafts);
  const isOurs = useStore(work, ({ deployed }) => path in deployed);
  const problems = useStore(
    workspace.findings,
    ({ types, runtime }) => (types[path]?.length ?? 0) + runtime.filter((problem) => problem.path === path).length,
  );
  const threw = thrown.some((each) => each.path === path);
  return (
    <span className={styles.marks}>
      {isOurs && <Mark sign="◆" words="deployed, not as at the start" />}
      {isChanged && <Mark sign="●" words="changed, not deployed" />}
      {(problems > 0 || threw) && (
        <Mark sign="✕" words={[problems > 0 && 'has problems', threw && 'threw'].filter(Boolean).join(', ')} isBad />
      )}
    </span>
  );
}

function Mark({ sign, words, isBad }: { readonly sign: string; readonly words: string; readonly isBad?: boolean }) {
  return (
    <span title={words} className={isBad ? styles.bad : undefined}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden"> {words}</span>
    </span>
  );
}
