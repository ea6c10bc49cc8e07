import type { FunctionComponent } from 'react';
import { late } from '../../../ui/late.tsx';
import { Hull } from './hull.tsx';
import type { Standing } from './node-data.ts';
import { Shore } from './shore.tsx';

/** How each kind of thing is drawn. A fleet without stores and brokers, such as the first one, does not bring how these look. */
export const nodeKinds: Readonly<Record<'hull' | 'store' | 'quay' | 'shore', FunctionComponent<Standing>>> = {
  hull: Hull,
  store: late(() => import('./store.tsx').then((part) => part.Store)),
  quay: late(() => import('./quay.tsx').then((part) => part.Quay)),
  shore: Shore,
};
