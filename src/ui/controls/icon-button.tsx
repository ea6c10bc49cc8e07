import type { ReactNode } from 'react';
import styles from './icon-button.module.css';

interface IconButtonProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
  readonly look?: 'solid';
  readonly isDisabled?: boolean;
  /** For one that stays down. */
  readonly isPressed?: boolean;
  readonly title?: string;
}

export function IconButton({ label, onPress, children, look, isDisabled, isPressed, title }: IconButtonProps) {
  return (
    <button
      type="button"
      className={[styles.button, look && styles[look]].filter(Boolean).join(' ')}
      aria-label={label}
      title={title ?? label}
      // It keeps the focus, which a button that is really disabled would lose.
      aria-disabled={isDisabled}
      aria-pressed={isPressed}
      onClick={() => !isDisabled && onPress()}
    >
      {children}
    </button>
  );
}
