import { CommandIcon } from '../../commands/command-button.tsx';
import { toggleEvidence, toggleInspector, toggleLesson } from '../../commands/view/arrange-panes.ts';
import { useLesson, useScreen } from '../../session/use-session.ts';
import styles from './top-bar.module.css';

/** Panes that can be put away and brought back. */
export function PaneToggles() {
  const lessonOpen = useScreen((screen) => screen.lessonOpen);
  const isInLesson = useLesson(({ data }) => data !== null);
  const inspectorOpen = useScreen((screen) => screen.inspectorOpen);
  const evidenceOpen = useScreen((screen) => screen.evidenceOpen);
  return (
    <div className={styles.panes}>
      {isInLesson && (
        <CommandIcon command={toggleLesson} isPressed={lessonOpen}>
          <PaneSign isOpen={lessonOpen} filled="M1.5,2.5H5.5V13.5H1.5Z" />
        </CommandIcon>
      )}
      <CommandIcon command={toggleEvidence} isPressed={evidenceOpen}>
        <PaneSign isOpen={evidenceOpen} filled="M1.5,9.5H14.5V13.5H1.5Z" />
      </CommandIcon>
      <CommandIcon command={toggleInspector} isPressed={inspectorOpen}>
        <PaneSign isOpen={inspectorOpen} filled="M10.5,2.5H14.5V13.5H10.5Z" />
      </CommandIcon>
    </div>
  );
}

function PaneSign({ isOpen, filled }: { readonly isOpen: boolean; readonly filled: string }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" stroke="currentColor" fill="none" aria-hidden="true">
      <path d="M1.5,2.5H14.5V13.5H1.5Z" strokeWidth="1.3" />
      <path d={filled} fill={isOpen ? 'currentColor' : 'none'} />
    </svg>
  );
}
