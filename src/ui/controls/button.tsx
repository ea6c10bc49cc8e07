import type { ReactNode } from 'react';
import styles from './button.module.css';

export interface ButtonProps {
  readonly onPress: () => void;
  readonly children: ReactNode;
  /** Solid is for the one main thing of a pane, primary for that of a page; accent marks what undoes your own doing. */
  readonly look?: 'solid' | 'primary' | 'accent' | 'quiet';
  readonly isDisabled?: boolean;
}

export function Button({ onPress, children, look, isDisabled }: ButtonProps) {
  const className = [styles.button, look && styles[look]].filter(Boolean).join(' ');
  return (
    // It keeps the focus, which a button that is really disabled would lose.
    <button type="button" className={className} aria-disabled={isDisabled} onClick={() => !isDisabled && onPress()}>
      {children}
    </button>
  );
}
