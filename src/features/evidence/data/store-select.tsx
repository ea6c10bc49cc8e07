import { useFrame } from '../../../session/use-session.ts';
import list from '../parts/list.module.css';
import { NameSelect } from './name-select.tsx';
import type { Stores } from './use-stores.ts';

export function StoreSelect({ stores: { names, chosen, choose } }: { readonly stores: Stores }) {
  return chosen && <NameSelect label="Store" names={names} chosen={chosen.name} onChoose={choose} />;
}

export function IfDown({ store }: { readonly store: string }) {
  const isDown = useFrame(({ stores }) => stores[store]?.isUp === false) === true;
  return isDown && <span className={list.bad}>{store} is down. This is what it had committed.</span>;
}
