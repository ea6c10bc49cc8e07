import type { ComponentType } from 'react';
import { late } from '../../ui/late.tsx';

const Panel: ComponentType = late(() => import('./explore-panel.tsx').then(({ ExplorePanel }) => ExplorePanel));

/** The last tab of the drawer: other runs of the same fleet. */
export const exploreTab = { name: 'explore', label: 'Explore', note: () => '', Panel };
