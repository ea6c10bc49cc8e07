import type { KeyboardEvent, ReactNode } from 'react';
import styles from './tabs.module.css';

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** How much there is behind it. */
  readonly count?: ReactNode;
}

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
  /** The id of a tab's panel. */
  readonly panelOf: (name: Name) => string;
  readonly look?: 'foot';
}

/** Several panels in one place. Arrow keys go from tab to tab. */
export function Tabs<Name extends string>({ label, tabs, chosen, onChoose, panelOf, look }: TabsProps<Name>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const next = tabByKey(tabs, chosen, event.key);
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus();
  };
  return (
    <div
      role="tablist"
      aria-label={label}
      tabIndex={-1}
      className={[styles.tabs, look && styles[look]].filter(Boolean).join(' ')}
      onKeyDown={onKeyDown}
    >
      {tabs.map((tab) => (
        <button
          key={tab.name}
          type="button"
          role="tab"
          data-tab={tab.name}
          id={`${panelOf(tab.name)}-tab`}
          aria-controls={panelOf(tab.name)}
          aria-selected={tab.name === chosen}
          tabIndex={tab.name === chosen ? 0 : -1}
          onClick={() => onChoose(tab.name)}
        >
          {tab.label}
          {tab.count !== undefined && <small>{tab.count}</small>}
        </button>
      ))}
    </div>
  );
}

function tabByKey<Name extends string>(tabs: readonly Tab<Name>[], chosen: Name, key: string): Name | undefined {
  const here = tabs.findIndex(({ name }) => name === chosen);
  if (key === 'ArrowRight') return tabs[(here + 1) % tabs.length]?.name;
  if (key === 'ArrowLeft') return tabs.at(here - 1)?.name;
  if (key === 'Home') return tabs[0]?.name;
  return key === 'End' ? tabs.at(-1)?.name : undefined;
}
