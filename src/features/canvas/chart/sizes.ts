import type { MapBroker, MapProcess } from '../../../../simulator/index.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Room for the name of a hull and the word for its state. */
export const deckHeight = 25;
export const roomSize = { width: 128, height: 54 };
export const roomGap = 6;
export const hullPadding = 7;
/** Right of the rooms: the level of the heap. */
export const heapRoom = 24;
/** In half a hull there is a row of pips below the figures. */
const keelHeight = 9;

const letterWidth = 8.4;

function roomColumns({ services }: MapProcess): number {
  const { length } = services;
  return length <= 1 ? 1 : length <= 4 ? 2 : Math.ceil(Math.sqrt(length));
}

export function hullSize(process: MapProcess): Size {
  const columns = roomColumns(process);
  const rows = Math.ceil(process.services.length / columns) || 1;
  const named = 100 + Math.min(20, process.name.length + (process.replicas > 1 ? 4 : 0)) * letterWidth;
  const rooms = columns * roomSize.width + (columns - 1) * roomGap + 2 * hullPadding + heapRoom;
  return {
    width: Math.round(Math.max(named, rooms)),
    height: deckHeight + hullPadding + rows * roomSize.height + (rows - 1) * roomGap + keelHeight,
  };
}

export function storeSize(name: string): Size {
  return { width: Math.round(Math.max(76, 14 + Math.min(16, name.length) * 8.9)), height: 56 };
}

export const quayHead = 24;
const laneWidth = { alone: 430, beside: 290 };

export interface Lanes {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/** The more topics, the less of each; many stand in two columns. */
export function lanesOf({ topics }: MapBroker): Lanes {
  const columns = topics.length > 3 ? 2 : 1;
  const rows = Math.ceil(topics.length / columns);
  return {
    columns,
    width: columns === 1 ? laneWidth.alone : laneWidth.beside,
    height: rows <= 2 ? 60 : rows <= 4 ? 42 : 32,
  };
}

export function quaySize(broker: MapBroker): Size {
  const { columns, width, height } = lanesOf(broker);
  return {
    width: columns * width,
    height: quayHead + Math.max(1, Math.ceil(broker.topics.length / columns)) * height + 4,
  };
}
