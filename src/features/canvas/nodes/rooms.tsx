import { durationText, rateText, shareText } from '../../../ui/number-text.ts';
import { toneOf } from '../../../ui/signs/health.ts';
import type { HullFacts, RoomFacts } from '../chart/hull-facts.ts';
import { deckHeight, heapRoom, hullPadding, roomGap, roomSize } from '../chart/sizes.ts';
import { fitText } from './fit-text.ts';
import styles from './nodes.module.css';

interface RoomsProps {
  readonly facts: HullFacts;
  readonly width: number;
  readonly height: number;
  readonly isNear: boolean;
}

const top = deckHeight + hullPadding;
const hotHeap = 0.9;

/** Services at work. The rooms fill from the left with the load of the processor, the level at the wall is the heap. */
export function Rooms({ facts, width, height, isNear }: RoomsProps) {
  const inner = width - 2 * hullPadding - heapRoom;
  const rows = Math.max(1, Math.round((height - top) / (roomSize.height + roomGap)));
  const columns = Math.ceil(facts.rooms.length / rows);
  const across = (inner - (columns - 1) * roomGap) / columns;
  const down = rows * roomSize.height + (rows - 1) * roomGap;
  return (
    <>
      <rect className={styles.cpu} x={hullPadding} y={top} width={Math.max(1.5, inner * facts.cpu)} height={down} />
      {facts.rooms.map((room, index) => (
        <g
          key={room.name}
          data-room={room.name}
          transform={`translate(${hullPadding + (index % columns) * (across + roomGap)},${top + Math.floor(index / columns) * (roomSize.height + roomGap)})`}
        >
          <rect className={styles.room} x="0.5" y="0.5" width={across - 1} height={roomSize.height - 1} />
          {facts.rooms.length === 1 ? (
            <Alone room={room} facts={facts} isNear={isNear} />
          ) : (
            <Among room={room} width={across} isNear={isNear} />
          )}
        </g>
      ))}
      <Heap share={facts.heap} x={width - hullPadding - 14} height={down} />
    </>
  );
}

function Alone({ room, facts, isNear }: { room: RoomFacts; facts: HullFacts; isNear: boolean }) {
  const isFull = facts.inHand >= facts.slots && facts.slots > 0;
  return (
    <>
      <text className={`${styles.text} ${styles.flows}`} x="7" y={isNear ? 15 : 19}>
        <tspan className={styles.strong}>{rateText(room.perSecond)}</tspan>
        {room.p95 !== null && ` ${isNear ? 'p95 ' : ''}${durationText(room.p95)}`}
      </text>
      {!isNear && facts.health !== 'ready' && (
        <text className={`${styles.text} ${styles.strong} ${styles[toneOf[facts.health]]}`} x="7" y="38">
          {facts.word}
        </text>
      )}
      {isNear && (
        <text className={[styles.text, isFull && styles.strong].filter(Boolean).join(' ')} x="7" y="31">
          {isFull ? `${facts.inHand} of ${facts.slots} slots` : `cpu ${shareText(facts.cpu)}`}
        </text>
      )}
    </>
  );
}

function Among({ room, width, isNear }: { room: RoomFacts; width: number; isNear: boolean }) {
  return (
    <>
      <text className={`${styles.text} ${styles.strong}`} x="7" y={isNear ? 17 : 21}>
        {fitText(room.name, width - 12, isNear ? 12 : 16)}
      </text>
      <text className={`${styles.text} ${styles.flows}`} x="7" y={isNear ? 34 : 42}>
        {rateText(room.perSecond)}
        {room.p95 !== null && isNear && `, p95 ${durationText(room.p95)}`}
      </text>
    </>
  );
}

/** With a load line where the limit is. */
function Heap({ share, x, height }: { readonly share: number; readonly x: number; readonly height: number }) {
  const limit = top + height * 0.08;
  const level = Math.min(1, share) * (height * 0.92);
  return (
    <>
      <rect className={styles.heapWall} x={x + 0.5} y={top + 0.5} width="9" height={height - 1} />
      <rect
        className={share > hotHeap ? styles.hot : styles.heap}
        x={x + 1}
        y={top + height - level}
        width="8"
        height={Math.max(0, level - 1)}
      />
      <path className={styles.ink} d={`M${x - 3},${limit}H${x + 13}`} />
    </>
  );
}
