import { createStore } from 'zustand/vanilla';
import { hashOf, placeOf } from '../place.ts';
import type { Place } from '../place.ts';

export const places = createStore<Place>(() => ({ at: 'home' }));

export function go(place: Place): void {
  location.hash = hashOf(place);
}

/** Until then, and after a press of Back, the address is the one that knows. */
export function followAddress(): void {
  const follow = (): void => places.setState(placeOf(location.hash), true);
  follow();
  addEventListener('hashchange', follow);
}
