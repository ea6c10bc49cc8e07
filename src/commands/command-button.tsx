import type { ReactNode } from 'react';
import { chordText } from '../browser/hotkeys.ts';
import { Button } from '../ui/controls/button.tsx';
import type { ButtonProps } from '../ui/controls/button.tsx';
import { IconButton } from '../ui/controls/icon-button.tsx';
import type { Command } from './command.ts';
import { useCommand } from './use-command.ts';

interface CommandButtonProps {
  readonly command: Command;
  readonly children?: ReactNode;
  readonly look?: ButtonProps['look'];
}

/** A command with words on it. */
export function CommandButton({ command, children, look }: CommandButtonProps) {
  const { isPossible, run } = useCommand(command);
  return (
    <Button onPress={run} isDisabled={!isPossible} {...(look && { look })}>
      {children ?? command.label}
    </Button>
  );
}

interface CommandIconProps {
  readonly command: Command;
  readonly children: ReactNode;
  readonly look?: 'solid';
  readonly isPressed?: boolean;
}

/** A command as a sign; its words and its key show when somebody points at it. */
export function CommandIcon({ command, children, ...rest }: CommandIconProps) {
  const { isPossible, run } = useCommand(command);
  const [key] = command.keys;
  return (
    <IconButton
      label={command.label}
      title={key === undefined ? command.label : `${command.label} (${chordText(key)})`}
      onPress={run}
      isDisabled={!isPossible}
      {...rest}
    >
      {children}
    </IconButton>
  );
}
