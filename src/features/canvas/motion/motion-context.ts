import { createContext } from 'react';

/** Whether messages are seen to move, or are counted. */
export const MotionContext = createContext<'moving' | 'still'>('moving');
