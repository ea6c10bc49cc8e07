import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { painted } from '../../browser/painted.ts';
import { firstLesson } from '../../session/lessons/lesson-ids.ts';
import { firstRun, hashOf, usualRun } from '../../session/place.ts';
import { shapesOf, templates } from '../../session/work/templates.ts';
import { useIsThere } from '../../session/use-session.ts';
import { late } from '../../ui/late.tsx';
import styles from './home.module.css';

const Tracks = late(() => import('./tracks.tsx').then((part) => part.Tracks));

const firstHash =
  firstLesson === null ? hashOf({ at: 'play', run: firstRun }) : hashOf({ at: 'lesson', id: firstLesson, step: null });
const playHash = (run = usualRun): string => hashOf({ at: 'play', run });

interface HomeProps {
  /** A real one, running. */
  readonly fleet: ReactNode;
}

export function Home({ fleet }: HomeProps) {
  const isSeen = useSeenFleet();
  return (
    <main className={styles.home}>
      <div className={styles.hero}>
        <Shore />
        <div className={styles.say}>
          <h1>A fleet of services you can hold in your hands.</h1>
          <p>Real code, real SQL, in a simulated world. Break anything, see why it failed, try again.</p>
          <div className={styles.act}>
            <a className={styles.start} href={firstHash}>
              Start with one request
            </a>
            <a href={playHash()}>Open the playground</a>
          </div>
        </div>
        <div className={styles.fleet}>{fleet}</div>
      </div>
      <div className={styles.border} aria-hidden="true" />
      <div className={styles.tracks}>{isSeen && <Tracks />}</div>
      <section className={styles.shapes}>
        <h2>One shop, two shapes</h2>
        <p>
          The same code under the same clients, deployed as one process with one database, or as eight processes with
          seven databases and a broker. Every run can be had again from its seed, to the bit.
        </p>
        <ul>
          {shapesOf(usualRun.fleet).map((fleet) => (
            <li key={fleet}>
              <a href={playHash({ ...usualRun, fleet })}>{templates[fleet].label}</a>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}

/** Whether the fleet was painted: what comes below it must not make it wait. */
function useSeenFleet(): boolean {
  const isThere = useIsThere();
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (isThere) void painted().then(() => setSeen(true));
  }, [isThere]);
  return isSeen;
}

/** Clients are the land; the fleet lies on the water, which gets deeper with every hop. */
function Shore() {
  return (
    <svg className={styles.shore} viewBox="0 0 1440 440" preserveAspectRatio="none" aria-hidden="true">
      <path
        fill="var(--water-3)"
        d="M930,-9C950,90 900,150 926,230C950,310 930,380 948,449H1459V-9Z"
        stroke="var(--isobath)"
        vectorEffect="non-scaling-stroke"
      />
      <path
        fill="var(--water-4)"
        d="M1240,-9C1220,100 1262,170 1236,250C1214,330 1250,390 1228,449H1459V-9Z"
        stroke="var(--isobath)"
        vectorEffect="non-scaling-stroke"
      />
      <path
        fill="var(--land)"
        stroke="var(--line-2)"
        vectorEffect="non-scaling-stroke"
        d="M-19,-9H556C540,70 588,110 566,170C548,218 520,250 544,300C572,352 604,384 576,449H-19Z"
      />
      <path
        className={styles.graticule}
        vectorEffect="non-scaling-stroke"
        d="M60,0V440M240,0V440M420,0V440M600,0V440M780,0V440M960,0V440M1140,0V440M1320,0V440M0,88H1440M0,264H1440"
      />
    </svg>
  );
}
