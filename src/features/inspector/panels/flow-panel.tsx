import type { MapFlow } from '../../../../simulator/index.ts';
import { CommandButton } from '../../../commands/command-button.tsx';
import { selectThing } from '../../../commands/fleet/select-thing.ts';
import { sendRequest } from '../../../commands/fleet/send-request.ts';
import { useMap, useSession, useShown } from '../../../session/use-session.ts';
import { countText, durationText, rateText, shareText } from '../../../ui/number-text.ts';
import { BreakIt } from '../break-it/break-it.tsx';
import { RemoveIt } from '../change-it/remove-it.tsx';
import { Figures, Head, Part } from '../figures.tsx';
import { Sparkline } from '../sparkline.tsx';
import styles from '../inspector.module.css';

export function FlowPanel({ flow }: { readonly flow: MapFlow }) {
  const frame = useShown((shown) => shown.frame);
  const past = useShown((shown) => shown.past);
  if (!frame) return null;
  const rows = frame.requests.filter((row) => row.flow === flow.name);
  const sum = (of: 'count' | 'ok', all = rows): number => all.reduce((total, row) => total + row[of], 0);
  const before = past[0]?.requests.filter((row) => row.flow === flow.name) ?? [];
  const seconds = Math.max(0.001, (frame.virtualUs - (past[0]?.virtualUs ?? 0)) / 1_000_000);
  const ended = sum('count') - sum('count', before);
  const okShare = ended > 0 ? (sum('ok') - sum('ok', before)) / ended : null;
  const recent = rows.filter((row) => row.recent > 0);
  return (
    <>
      <Head name={<span className={styles.flows}>{flow.name}</span>} about="clients" />
      <Part>
        <Figures
          figures={[
            [flow.routes.join(', '), `to ${flow.to}`],
            ['Come by', flow.rate],
            ['Give up after', durationText(flow.timeoutUs / 1000)],
            [<i key="rate">Ended</i>, rateText(ended / seconds)],
            okShare === null ? null : ['Succeeded, last 5 s', shareText(okShare), okShare < 1 ? 'bad' : 'good'],
            recent.length > 0
              ? [<i key="p">p50, p95</i>, recent.map(({ p50, p95 }) => `${durationText(p50)}, ${durationText(p95)}`)[0]]
              : null,
            ['So far, failed', `${countText(sum('count'))}, ${countText(sum('count') - sum('ok'))}`],
          ]}
        />
        <Sparkline kind="flow" of={flow.name} what="requests" />
      </Part>
      <Part>
        <CommandButton command={sendRequest(flow)} />
      </Part>
      <RemoveIt what="flow" name={flow.name} />
      <BreakIt kind="flow" name={flow.name} />
      <OtherFlows chosen={flow.name} />
    </>
  );
}

/** All of them stand on the same shore, so that from there the others have to be within reach. */
function OtherFlows({ chosen }: { readonly chosen: string }) {
  const session = useSession();
  const flows = useMap()?.flows.filter(({ name }) => name !== chosen) ?? [];
  if (flows.length === 0) return null;
  return (
    <Part title="Other clients">
      <ul className={styles.list}>
        {flows.map(({ name, rate }) => (
          <li key={name}>
            <button
              type="button"
              className={`${styles.pick} ${styles.flows}`}
              onClick={() => selectThing({ kind: 'flow', name }).run(session)}
            >
              {name}
            </button>
            <span>{rate}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
