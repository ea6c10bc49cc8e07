import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { phone, useMedia } from './browser/use-media.ts';
import type { SideName } from './session/pair/curtain.ts';
import { sideNames } from './session/pair/pair-run.ts';
import { usePair, usePairState } from './session/pair/use-pair.ts';
import { Tabs } from './ui/controls/tabs.tsx';
import own from './features/compare/page.module.css';

interface CompareBenchProps {
  readonly sides: Readonly<Record<SideName, ReactNode>>;
  readonly time: ReactNode;
  readonly differences: ReactNode;
  readonly boundaries: ReactNode;
  readonly inspector: ReactNode;
}

const below = [
  { name: 'differences', label: 'Differences' },
  { name: 'boundaries', label: 'Boundaries' },
  { name: 'inspector', label: 'Inspect' },
] as const;

type Below = (typeof below)[number]['name'];

/** The panes of a comparison: both sides above what is said of them; on a phone one at a time. */
export function CompareBench(parts: CompareBenchProps) {
  return useMedia(phone) ? <OneAtATime {...parts} /> : <Abreast {...parts} />;
}

function Abreast({ sides, time, ...contents }: CompareBenchProps) {
  const titles = usePairState((state) => state.titles);
  const [shown, show] = useState<Below>('differences');
  useSelected(() => show('inspector'));
  return (
    <main className={own.bench}>
      <div className={own.sides}>
        {sideNames.map((side) => (
          <section key={side} className={own.side} aria-label={titles[side]}>
            {sides[side]}
          </section>
        ))}
      </div>
      {time}
      <section className={own.below} aria-label="What is said of both">
        <Tabs label="What is said of both" tabs={below} chosen={shown} onChoose={show} panelOf={panelOf} />
        <Panel name={shown}>{contents[shown]}</Panel>
      </section>
    </main>
  );
}

function OneAtATime({ sides, time, ...contents }: CompareBenchProps) {
  const titles = usePairState((state) => state.titles);
  const [shown, show] = useState<SideName | 'differences' | 'inspector'>('differences');
  useSelected(() => show('inspector'));
  const tabs = [
    ...sideNames.map((name) => ({ name, label: titles[name] })),
    { name: 'differences', label: 'Numbers' },
    { name: 'inspector', label: 'Inspect' },
  ] as const;
  return (
    <main className={own.bench}>
      <Panel name={shown}>
        {shown === 'left' || shown === 'right' ? sides[shown] : contents[shown]}
        {shown === 'differences' && contents.boundaries}
      </Panel>
      {time}
      <Tabs label="Panes" look="foot" tabs={tabs} chosen={shown} onChoose={show} panelOf={panelOf} />
    </main>
  );
}

const panelOf = (name: string): string => (name === 'inspector' ? 'pane-inspector' : `compare-${name}`);

function Panel({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div
      role="tabpanel"
      id={panelOf(name)}
      data-pane={name}
      aria-labelledby={`${panelOf(name)}-tab`}
      tabIndex={-1}
      className={own.panel}
    >
      {children}
    </div>
  );
}

/** Whoever selects something on either side wants to see it. */
function useSelected(onSelected: () => void): void {
  const { sides } = usePair();
  const left = useStore(sides.left.selection, ({ selected }) => selected);
  const right = useStore(sides.right.selection, ({ selected }) => selected);
  useEffect(() => {
    if (left ?? right) onSelected();
    // Only another selection counts, not another way to show it.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [left, right]);
}
