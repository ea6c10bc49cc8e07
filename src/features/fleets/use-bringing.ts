import { useState } from 'react';
import type { Mistake } from '../../../simulator/index.ts';
import { openFleet } from '../../commands/fleet/open-fleet.ts';
import { problemOf } from '../../session/engine/engine-problem.ts';
import { broughtTexts } from '../../session/sharing/brought-texts.ts';
import type { GivenText } from '../../session/sharing/brought-texts.ts';
import { writeLink } from '../../session/sharing/link-text.ts';
import { go } from '../../session/stores/place-store.ts';
import { unpacked } from '../../session/fleets/parcel.ts';
import type { Session } from '../../session/session.ts';
import { useSession } from '../../session/use-session.ts';

export interface Bringing {
  readonly state: 'idle' | 'checking';
  /** Why it was not taken. */
  readonly why: string;
  readonly mistakes: readonly Mistake[];
}

const idle: Bringing = { state: 'idle', why: '', mistakes: [] };

/** Takes texts of a person as a fleet of theirs and starts it, or says what is wrong with them. */
export function useBringing(): { readonly bringing: Bringing; readonly bring: (given: readonly GivenText[]) => void } {
  const session = useSession();
  const [bringing, setBringing] = useState(idle);
  const bring = (given: readonly GivenText[]): void => {
    setBringing({ ...idle, state: 'checking' });
    take(session, given).then(
      (result) => setBringing({ ...idle, ...result }),
      (error: unknown) => setBringing({ ...idle, why: problemOf(error).message }),
    );
  };
  return { bringing, bring };
}

async function take(session: Session, given: readonly GivenText[]): Promise<Partial<Bringing>> {
  const brought = broughtTexts(given);
  if (brought.what === 'nothing') return { why: brought.why };
  if (brought.what === 'a run') {
    if (!brought.read.ok) return { why: `The run in this file ${brought.read.why}.` };
    go({ at: 'run', link: await writeLink(brought.read.run) });
    return {};
  }
  const { parcel } = brought;
  const source = await unpacked(parcel, 'brought', 'this person');
  const mistakes = (await session.check(source)) ?? [];
  if (mistakes.length > 0) return { why: 'Nothing was started, because of this:', mistakes };
  openFleet(session.ownFleets.add(parcel), parcel.title).run(session);
  return {};
}
