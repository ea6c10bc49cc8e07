import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { CodePlace } from '../../../../simulator/index.ts';
import { setCrashPoint } from '../../../commands/code/crash-points.ts';
import type { When } from '../../../commands/code/crash-points.ts';
import { lineIn } from '../../../session/work/line-shift.ts';
import { useAnswer } from '../../../session/use-answer.ts';
import { useMap, useSession } from '../../../session/use-session.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { useSelectedService } from '../files/use-selected-service.ts';
import { standingOn } from './standing.ts';
import styles from './crash-points.module.css';

/** On which line, in which process, and when. Where none can be it says why, and leads to a line where one can. */
export function CrashPointForm({ place }: { readonly place: CodePlace }) {
  const { work } = useSession();
  const lines = useAnswer({ about: 'crash lines', path: place.path }, ({ mapVersion }) => mapVersion);
  if (!lines) return null;
  const draft = work.current(place.path) ?? '';
  const deployed = work.atWork(place.path) ?? draft;
  const standing = standingOn(place.line, {
    lines,
    toDeployed: (line) => lineIn(deployed, draft, line),
    toEditor: (line) => lineIn(draft, deployed, line),
  });
  if (standing.ok) return <Where line={place.line} at={{ path: place.path, line: standing.line }} />;
  return <Elsewhere why={standing.why} path={place.path} instead={standing.instead} />;
}

interface ElsewhereProps {
  readonly why: string;
  readonly path: string;
  readonly instead: number | null;
}

function Elsewhere({ why, path, instead }: ElsewhereProps) {
  const { code } = useSession();
  const whole = useRef<HTMLDivElement>(null);
  useEffect(() => whole.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={whole} className={styles.form} role="alert">
      <span>{why}</span>
      {instead !== null && (
        <Button onPress={() => code.setState({ marking: { path, line: instead } })}>Take line {instead}</Button>
      )}
      <Button onPress={() => code.setState({ marking: null })}>Leave it</Button>
    </div>
  );
}

interface WhereProps {
  /** As the editor counts. */
  readonly line: number;
  /** In what runs. */
  readonly at: CodePlace;
}

function Where({ line, at }: WhereProps) {
  const session = useSession();
  const processes = useProcessesOf(at.path);
  const [process = '', setProcess] = useState(processes[0]);
  const [kind, setKind] = useState('pass');
  const [size, setSize] = useState('1');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), [kind]);
  const when = whenOf(kind, Number(size));
  const close = (): void => session.code.setState({ marking: null });
  return (
    <form
      className={styles.form}
      aria-label={`Crash point on line ${line}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (when) setCrashPoint(process, at, when).run(session);
      }}
    >
      <b>Line {line}:</b>
      {processes.length > 1 ? (
        <select aria-label="Process" value={process} onChange={(event) => setProcess(event.target.value)}>
          {processes.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      ) : (
        <span>{process}</span>
      )}
      <span>dies</span>
      <select aria-label="When" value={kind} onChange={(event) => setKind(event.target.value)}>
        <option value="pass">on pass</option>
        <option value="rate">by chance, in percent</option>
      </select>
      <input
        ref={field}
        aria-label={kind === 'pass' ? 'Pass' : 'Percent of all passes'}
        inputMode="decimal"
        autoComplete="off"
        value={size}
        onChange={(event) => setSize(event.target.value)}
        onKeyDown={(event) => closeByKey(event, close)}
      />
      <button type="submit" className={styles.set} aria-disabled={!when}>
        Set crash point
      </button>
      <Button onPress={close}>Cancel</Button>
    </form>
  );
}

function whenOf(kind: string, size: number): When | null {
  if (kind === 'rate') return size > 0 && size <= 100 ? { rate: size / 100 } : null;
  return Number.isInteger(size) && size >= 1 ? { pass: size } : null;
}

function closeByKey(event: KeyboardEvent, close: () => void): void {
  if (event.key !== 'Escape') return;
  event.preventDefault();
  event.stopPropagation();
  close();
}

/** Those that run the file; the one that is selected comes first. */
function useProcessesOf(path: string): readonly string[] {
  const map = useMap();
  const selected = useSelectedService();
  if (!map) return [];
  const services = map.services.filter(({ files }) => files.includes(path)).map(({ name }) => name);
  const processes = map.processes.filter((process) => process.services.some((name) => services.includes(name)));
  const isSelected = (all: readonly string[]): boolean => selected !== null && all.includes(selected);
  return processes
    .toSorted((one, other) => Number(isSelected(other.services)) - Number(isSelected(one.services)))
    .map(({ name }) => name);
}
