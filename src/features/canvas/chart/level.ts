import { createContext, useContext } from 'react';

/**
 * How much of a thing is drawn: near everything, further away what matters in larger letters, from afar only what can be
 * told at a glance.
 */
export type Level = 'near' | 'middle' | 'small' | 'far';

export function levelAt(zoom: number): Level {
  if (zoom >= 0.8) return 'near';
  if (zoom >= 0.62) return 'middle';
  return zoom >= 0.44 ? 'small' : 'far';
}

/** Letters of names, so that they come out at about the same size on the screen; nodes.module.css has the same. */
export const nameSize: Readonly<Record<Level, number>> = { near: 14, middle: 18, small: 19, far: 25 };

export const LevelContext = createContext<Level>('near');

export function useLevel(): Level {
  return useContext(LevelContext);
}
