import type { RemovableKind } from '../../../../simulator/index.ts';
import { remove } from '../../../commands/fleet/change-structure.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { Part } from '../figures.tsx';

export function RemoveIt({ what, name }: { readonly what: RemovableKind; readonly name: string }) {
  return (
    <Part title="Change it">
      <CommandButton command={remove(what, name)} />
    </Part>
  );
}
