import type { ReactNode } from 'react';
import { phone, useMedia } from './browser/use-media.ts';
import { useScreen, useSession } from './session/use-session.ts';
import type { PaneName } from './session/stores/screen-store.ts';
import { screenAtFirst } from './session/stores/screen-store.ts';
import { Tabs } from './ui/controls/tabs.tsx';
import { Splitter } from './ui/panes/splitter.tsx';
import styles from './workbench.module.css';

interface WorkbenchProps {
  /** Where a lesson is followed. */
  readonly lesson?: ReactNode;
  readonly canvas: ReactNode;
  readonly time: ReactNode;
  readonly inspector: ReactNode;
  readonly evidence: ReactNode;
}

const lessonWidth = { least: 260, most: 560, usual: screenAtFirst.lessonWidth };
const inspectorWidth = { least: 220, most: 560, usual: screenAtFirst.inspectorWidth };
const evidenceHeight = { least: 120, most: 560, usual: screenAtFirst.evidenceHeight };

/** The panes round a fleet: side by side where there is room, one at a time on a phone. */
export function Workbench(parts: WorkbenchProps) {
  return useMedia(phone) ? <OneAtATime {...parts} /> : <SideBySide {...parts} />;
}

function SideBySide({ lesson, canvas, time, inspector, evidence }: WorkbenchProps) {
  const { screen } = useSession();
  const width = useScreen((now) => now.inspectorWidth);
  const height = useScreen((now) => now.evidenceHeight);
  const inspectorOpen = useScreen((now) => now.inspectorOpen);
  const evidenceOpen = useScreen((now) => now.evidenceOpen);
  const isLarge = useScreen((now) => now.evidenceLarge) && evidenceOpen;
  return (
    <Beside lesson={lesson}>
      <div className={styles.upper} inert={isLarge}>
        <div className={styles.centre}>
          <Pane name="canvas" label="Fleet">
            {canvas}
          </Pane>
          {time}
        </div>
        {inspectorOpen && (
          <>
            <Splitter
              label="Width of the inspector"
              controls="pane-inspector"
              orientation="vertical"
              size={width}
              {...inspectorWidth}
              onResize={(size) => screen.setState({ inspectorWidth: size })}
            />
            <Pane name="inspector" label="Inspector" style={{ width }}>
              {inspector}
            </Pane>
          </>
        )}
      </div>
      {evidenceOpen && (
        <>
          {!isLarge && (
            <Splitter
              label="Height of the evidence"
              controls="pane-evidence"
              orientation="horizontal"
              size={height}
              {...evidenceHeight}
              onResize={(size) => screen.setState({ evidenceHeight: size })}
            />
          )}
          <Pane name="evidence" label="Evidence" isLarge={isLarge} style={{ height }}>
            {evidence}
          </Pane>
        </>
      )}
    </Beside>
  );
}

/** A lesson stands beside all of it: whatever it talks of is in sight at the same time. */
function Beside({ lesson, children }: { readonly lesson: ReactNode; readonly children: ReactNode }) {
  const { screen } = useSession();
  const width = useScreen((now) => now.lessonWidth);
  const isOpen = useScreen((now) => now.lessonOpen);
  if (lesson === undefined || !isOpen) return <main className={styles.bench}>{children}</main>;
  return (
    <main className={styles.beside}>
      <Pane name="lesson" label="Lesson" style={{ width }}>
        {lesson}
      </Pane>
      <Splitter
        label="Width of the lesson"
        controls="pane-lesson"
        isBefore
        orientation="vertical"
        size={width}
        {...lessonWidth}
        onResize={(size) => screen.setState({ lessonWidth: size })}
      />
      <div className={styles.bench}>{children}</div>
    </main>
  );
}

const lessonTab = { name: 'lesson', label: 'Lesson' } as const;
const phoneTabs = [
  { name: 'canvas', label: 'Canvas' },
  { name: 'inspector', label: 'Inspect' },
  { name: 'evidence', label: 'Evidence' },
] as const;

function OneAtATime({ lesson, canvas, time, inspector, evidence }: WorkbenchProps) {
  const { screen } = useSession();
  const wanted = useScreen((now) => now.pane);
  const tabs = lesson === undefined ? phoneTabs : [lessonTab, ...phoneTabs];
  const pane = lesson === undefined && wanted === 'lesson' ? 'canvas' : wanted;
  const contents: Readonly<Record<PaneName, ReactNode>> = { lesson, canvas, inspector, evidence };
  return (
    <main className={styles.phone}>
      {tabs.map(({ name }) => (
        <div
          key={name}
          role="tabpanel"
          id={`pane-${name}`}
          data-pane={name}
          aria-labelledby={`pane-${name}-tab`}
          tabIndex={-1}
          hidden={name !== pane}
          className={[styles.pane, styles[name]].join(' ')}
        >
          {contents[name]}
        </div>
      ))}
      {time}
      <Tabs
        label="Panes"
        look="foot"
        tabs={tabs}
        chosen={pane}
        onChoose={(chosen) => screen.setState({ pane: chosen })}
        panelOf={(name) => `pane-${name}`}
      />
    </main>
  );
}

interface PaneProps {
  readonly name: PaneName;
  readonly label: string;
  readonly isLarge?: boolean;
  readonly style?: { readonly width: number } | { readonly height: number };
  readonly children: ReactNode;
}

function Pane({ name, label, isLarge, style, children }: PaneProps) {
  return (
    <section
      id={`pane-${name}`}
      data-pane={name}
      aria-label={label}
      tabIndex={-1}
      style={isLarge ? undefined : style}
      className={[styles.pane, styles[name], isLarge && styles.large].filter(Boolean).join(' ')}
    >
      {children}
    </section>
  );
}
