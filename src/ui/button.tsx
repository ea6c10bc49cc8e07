import type { ReactNode } from 'react';
import styles from './button.module.css';

export interface ButtonProps {
  readonly onPress: () => void;
  readonly children: ReactNode;
  /** Solid is for the one main thing; accent marks what undoes your own doing. */
  readonly look?: 'solid' | 'accent';
}

export function Button({ onPress, children, look }: ButtonProps) {
  const className = [styles.button, look && styles[look]].filter(Boolean).join(' ');
  return (
    <button type="button" className={className} onClick={onPress}>
      {children}
    </button>
  );
}
