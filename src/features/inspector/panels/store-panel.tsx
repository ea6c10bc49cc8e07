import type { MapStore } from '../../../../simulator/index.ts';
import { useShown } from '../../../session/use-session.ts';
import { countText, rateText } from '../../../ui/number-text.ts';
import { BreakIt } from '../break-it/break-it.tsx';
import { RemoveIt } from '../change-it/remove-it.tsx';
import { Figures, Head, Part } from '../figures.tsx';

export function StorePanel({ store }: { readonly store: MapStore }) {
  const frame = useShown((shown) => shown.frame);
  const past = useShown((shown) => shown.past);
  if (!frame) return null;
  const now = frame.stores[store.name];
  const then = past[0]?.stores[store.name];
  const spanUs = frame.virtualUs - (past[0]?.virtualUs ?? 0);
  const queries = ((now?.queries ?? 0) - (then?.queries ?? 0)) / Math.max(1, spanUs / 1_000_000);
  const users = Object.keys(frame.links).filter((link) => link.endsWith(`->${store.name}`));
  const isUp = now?.isUp ?? true;
  return (
    <>
      <Head name={store.name} about="SQL store" health={isUp ? 'ready' : 'down'} state={isUp ? 'up' : 'down'} />
      <Part>
        <Figures
          figures={[
            [<i key="rate">Statements</i>, rateText(queries)],
            ['So far, with errors', `${countText(now?.queries ?? 0)}, ${countText(now?.errors ?? 0)}`],
            [
              'Connections',
              `${countText(now?.connections ?? 0)} of ${countText(store.connections)}`,
              now && now.connections >= store.connections ? 'bad' : null,
            ],
            ['Waiting for a lock or a core', countText(now?.waiting ?? 0), now && now.waiting > 0 ? 'warn' : null],
            users.length > 1 ? ['Shared by', users.map((link) => link.split('->')[0]).join(', '), 'warn'] : null,
            store.tables.length > 0 ? ['Tables', store.tables.join(', ')] : null,
          ]}
        />
      </Part>
      <RemoveIt what="store" name={store.name} />
      <BreakIt kind="store" name={store.name} />
    </>
  );
}
