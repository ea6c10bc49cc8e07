import type { ReactNode } from 'react';
import type { FleetMap, Pointer } from '../../../../simulator/index.ts';
import { selectThing, thingNamed } from '../../../commands/fleet/select-thing.ts';
import { doTask } from '../../../commands/lesson/do-task.ts';
import { useCommand } from '../../../commands/use-command.ts';
import { showCode } from '../../../commands/view/show-code.ts';
import { usualPair } from '../../../session/pair/pair-run.ts';
import { hashOf } from '../../../session/place.ts';
import { lessonNamed } from '../../../session/lessons/lesson-list.ts';
import type { Session } from '../../../session/session.ts';
import type { Highlight } from '../../../session/stores/selection-store.ts';
import { useLesson, useSession, useShown } from '../../../session/use-session.ts';
import styles from './prose.module.css';

interface WordProps<To extends Pointer['to']> {
  readonly pointer: Extract<Pointer, { to: To }>;
  readonly children: ReactNode;
}

/** A word that points at something: who points at the word sees it light up, who presses it goes there or does it. */
export function PointerWord({ pointer, words, children }: WordProps<Pointer['to']> & { readonly words: string }) {
  switch (pointer.to) {
    case 'action':
      return (
        <ActionWord pointer={pointer} words={words}>
          {children}
        </ActionWord>
      );
    case 'value':
      return <ValueWord pointer={pointer}>{children}</ValueWord>;
    case 'lesson':
      return lessonNamed(pointer.id) ? (
        <a href={hashOf({ at: 'lesson', id: pointer.id, step: null })}>{children}</a>
      ) : (
        <em>{children}</em>
      );
    case 'compare':
      return (
        <a href={hashOf({ at: 'compare', pair: { ...usualPair, left: pointer.left, right: pointer.right } })}>
          {children}
        </a>
      );
    case 'tab':
      return <TabWord pointer={pointer}>{children}</TabWord>;
    default:
      return <ThingWord pointer={pointer}>{children}</ThingWord>;
  }
}

function ThingWord({ pointer, children }: WordProps<'node' | 'link' | 'flow' | 'file'>) {
  const session = useSession();
  const light = (isOn: boolean): void => session.selection.light(isOn ? highlightOf(pointer) : {});
  return (
    <button
      type="button"
      className={styles.pointer}
      data-to={pointer.to}
      onClick={() => goTo(session, pointer)}
      onPointerEnter={() => light(true)}
      onPointerLeave={() => light(false)}
      onFocus={() => light(true)}
      onBlur={() => light(false)}
    >
      {children}
    </button>
  );
}

type ThingPointer = Extract<Pointer, { to: 'node' | 'link' | 'flow' | 'file' }>;

function highlightOf(pointer: ThingPointer): Highlight {
  if (pointer.to === 'link') return { link: `${pointer.from}->${pointer.callee}` };
  return pointer.to === 'file' ? { line: placeText(pointer) } : { node: pointer.name };
}

function goTo(session: Session, pointer: ThingPointer): void {
  if (pointer.to === 'file') return showCode(placeText(pointer)).run(session);
  const name = pointer.to === 'link' ? `${pointer.from} -> ${pointer.callee}` : pointer.name;
  const thing = thingNamed(session.frames.getState().map, name);
  if (!thing) return;
  selectThing(thing).run(session);
  // Rows and records are told below the chart.
  const isStored = pointer.to === 'node' && (pointer.figure === 'rows' || pointer.figure === 'records');
  if (isStored) session.screen.setState({ evidenceTab: 'data', evidenceOpen: true, pane: 'evidence' });
}

function placeText({ path, fromLine }: Extract<Pointer, { to: 'file' }>): string {
  return fromLine === null ? path : `${path}:${fromLine}`;
}

function TabWord({ pointer, children }: WordProps<'tab'>) {
  const { screen } = useSession();
  return (
    <button
      type="button"
      className={styles.pointer}
      onClick={() => screen.setState({ evidenceTab: pointer.tab, evidenceOpen: true, pane: 'evidence' })}
    >
      {children}
    </button>
  );
}

function ActionWord({ pointer, words, children }: WordProps<'action'> & { readonly words: string }) {
  const { selection } = useSession();
  const { isPossible, run } = useCommand(doTask(pointer, words));
  const isSet = useShown(({ map }) => isSetTo(pointer, map));
  const light = (isOn: boolean): void =>
    selection.light(
      !isOn ? {} : pointer.target.includes('->') ? { link: unspaced(pointer.target) } : { node: pointer.target },
    );
  return (
    <button
      type="button"
      className={styles.action}
      data-action={JSON.stringify([pointer.verb, pointer.target, pointer.sizes])}
      aria-disabled={!isPossible}
      aria-pressed={isSet ?? undefined}
      onClick={() => isPossible && run()}
      onPointerEnter={() => light(true)}
      onPointerLeave={() => light(false)}
      onFocus={() => light(true)}
      onBlur={() => light(false)}
    >
      {children}
    </button>
  );
}

/** Whether a link is on the mode that this word sets; null for words that do anything else. */
function isSetTo({ verb, target, sizes }: WordProps<'action'>['pointer'], map: FleetMap | null): boolean | null {
  if (verb !== 'set' || sizes['mode'] === undefined) return null;
  const link = map?.links.find(({ from, to }) => `${from} -> ${to}` === target);
  return link?.mode === sizes['mode'];
}

const unspaced = (link: string): string => link.replace(/\s*->\s*/, '->');

/** A number of the learner's own run; until there is one, the words that stand for it. */
function ValueWord({ pointer, children }: WordProps<'value'>) {
  const value = useLesson(({ readings }) => readings[pointer.check]?.valueText ?? null);
  return value === null ? <em>{children}</em> : <strong className={styles.value}>{value}</strong>;
}
