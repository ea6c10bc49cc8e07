import { useCallback, useEffect, useRef, useState } from 'react';
import type { PointerEvent as ReactPointerEvent, RefObject } from 'react';
import { moveTo } from '../../../commands/fleet/move-boundary.ts';
import { moveInWords } from '../../../session/readings/moving.ts';
import type { Leaving } from '../../../session/readings/moving.ts';
import type { Session } from '../../../session/session.ts';
import { useSession } from '../../../session/use-session.ts';
import { landingOn, leavingAt } from './dragged.ts';
import { nodeIdAt } from './node-at.ts';

/** A hand that trembles drags nothing. */
const farEnoughPx = 6;

/** What is being dragged, and what would become of it here. */
export interface Dragging {
  readonly name: string;
  readonly says: string;
  readonly isPossible: boolean;
}

interface Hand {
  readonly leaving: Leaving;
  readonly fromX: number;
  readonly fromY: number;
  isDragging: boolean;
  /** Over what; undefined until it was looked. */
  over: string | null | undefined;
}

/** Rooms and processes are dragged by the pointer; what follows it each frame is moved without React. */
export function useDragging(ghost: RefObject<HTMLElement | null>) {
  const session = useSession();
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);
  const onPointerDown = useCallback(
    (event: ReactPointerEvent) => {
      const { map } = session.frames.getState();
      const leaving = map && isHand(event) ? leavingUnder(event, session) : null;
      if (!leaving) return;
      const hand: Hand = { leaving, fromX: event.clientX, fromY: event.clientY, isDragging: false, over: undefined };
      stop.current();
      stop.current = follow(hand, session, { show: setDragging, ghost });
    },
    [session, ghost],
  );
  return { dragging, onPointerDown };
}

/** By touch the chart itself is moved. */
function isHand({ button, pointerType, ctrlKey }: ReactPointerEvent): boolean {
  return button === 0 && pointerType !== 'touch' && !ctrlKey;
}

function leavingUnder({ target, clientX, clientY }: ReactPointerEvent, { frames }: Session): Leaving | null {
  const { map } = frames.getState();
  const element = target instanceof Element && !target.closest('[data-own-drag]') ? target : null;
  const hull = element?.closest('.react-flow__node');
  const node = hull?.getAttribute('data-id');
  if (!map || !hull || !node?.startsWith('process:')) return null;
  return leavingAt(map, node.slice('process:'.length), roomAt(hull, clientX, clientY));
}

/** A button is pressed as a whole: which of its rooms is meant, only the place tells. */
function roomAt(hull: Element, x: number, y: number): string | null {
  const room = [...hull.querySelectorAll('[data-room]')].find((each) => {
    const { left, right, top, bottom } = each.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= bottom;
  });
  return room?.getAttribute('data-room') ?? null;
}

interface Show {
  readonly show: (dragging: Dragging | null) => void;
  readonly ghost: RefObject<HTMLElement | null>;
}

/** Until it is let go, or taken back by Escape. Returns how to stop. */
function follow(hand: Hand, session: Session, { show, ghost }: Show): () => void {
  const { leaving } = hand;
  const moved = (event: PointerEvent): void => {
    const { clientX, clientY } = event;
    if (!hand.isDragging && Math.hypot(clientX - hand.fromX, clientY - hand.fromY) < farEnoughPx) return;
    hand.isDragging = true;
    ghost.current?.style.setProperty('transform', `translate(${clientX + 12}px,${clientY + 12}px)`);
    const over = nodeIdAt(clientX, clientY);
    if (over === hand.over) return;
    hand.over = over;
    session.selection.light(over?.startsWith('process:') ? { node: over.slice('process:'.length) } : {});
    const { map, frame } = session.frames.getState();
    if (!map) return;
    const landing = landingOn(map, leaving, over);
    const isPossible = 'target' in landing;
    const says = isPossible ? moveInWords({ map, frame }, leaving, landing.target) : landing.why;
    const name = leaving.services.length === 1 ? leaving.services[0]! : leaving.from;
    show({ name, says, isPossible });
  };
  const letGo = (): void => {
    const { map } = session.frames.getState();
    const landing = map && hand.isDragging && hand.over !== undefined ? landingOn(map, leaving, hand.over) : null;
    if (hand.isDragging) swallowClick();
    stop();
    if (!map || !landing || !('target' in landing)) return;
    moveTo(map, leaving, landing.target).run(session);
    session.selection.select({ kind: 'process', name: landing.target.to });
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !hand.isDragging) return;
    event.preventDefault();
    event.stopPropagation();
    swallowClick();
    stop();
  };
  const stop = (): void => {
    removeEventListener('pointermove', moved);
    removeEventListener('pointerup', letGo);
    removeEventListener('pointercancel', stop);
    removeEventListener('keydown', pressed, true);
    if (hand.isDragging) session.selection.light({});
    show(null);
  };
  addEventListener('pointermove', moved);
  addEventListener('pointerup', letGo);
  addEventListener('pointercancel', stop);
  addEventListener('keydown', pressed, true);
  return stop;
}

/** The press that ends a drag is no press on what lies under it. */
function swallowClick(): void {
  const swallow = (event: Event): void => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, true));
}
