import type { BreakerFigures, MapLink } from '../../../../simulator/index.ts';
import { recentPace } from '../../../session/readings/recent-pace.ts';
import { useMap, useShown } from '../../../session/use-session.ts';
import { countText, durationText, rateText, shareText } from '../../../ui/number-text.ts';
import { CountdownRing, SwitchShape } from '../../../ui/signs/switch-shape.tsx';
import { ChangeLink } from '../change-it/change-link.tsx';
import { BreakIt } from '../break-it/break-it.tsx';
import { Figures, Head, Part } from '../figures.tsx';
import type { Figure } from '../figures.tsx';
import { forText } from '../since-text.ts';
import { Sparkline } from '../sparkline.tsx';
import styles from '../inspector.module.css';

export function LinkPanel({ name }: { readonly name: string }) {
  const [from = '', to = ''] = name.split(' -> ');
  const map = useMap();
  const frame = useShown((shown) => shown.frame);
  const past = useShown((shown) => shown.past);
  if (!frame) return null;
  const link = `${from}->${to}`;
  const figures = frame.links[link];
  const pace = recentPace(past, frame).links[link];
  const declared = map?.links.find((each) => each.from === from && each.to === to);
  const breakers = frame.breakers.filter((each) => each.service === from && each.to === to);
  return (
    <>
      <Head
        name={
          <span className={styles.flows}>
            {from} → {to}
          </span>
        }
        about={aboutOf(declared)}
      />
      <Part>
        {figures ? <Figures figures={callFigures(figures, pace)} /> : <p>Nothing has gone over this link so far.</p>}
        <Sparkline kind="link" of={link} what="calls" />
      </Part>
      {breakers.map((breaker) => (
        <Switch key={`${breaker.replica} ${breaker.name}`} breaker={breaker} nowUs={frame.virtualUs} />
      ))}
      {declared && <Policies link={declared} />}
      <BreakIt kind="link" name={name} />
      {declared && <ChangeLink link={declared} />}
    </>
  );
}

function aboutOf(link: MapLink | undefined): string {
  if (!link) return 'seen in the run';
  if (link.mode === 'async') return 'asynchronous, by an event';
  return { call: 'call', store: 'statements', broker: 'records', traffic: 'traffic' }[link.kind];
}

function callFigures(
  figures: {
    readonly calls: number;
    readonly failed: number;
    readonly retries: number;
    readonly rejected: number;
    readonly recent: number;
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
  },
  pace: { readonly perSecond: number; readonly failedShare: number | null } | undefined,
): (Figure | null)[] {
  const { calls, failed, retries, rejected, recent, p50, p95, p99 } = figures;
  const failedShare = pace?.failedShare ?? null;
  return [
    [<i key="rate">Rate</i>, rateText(pace?.perSecond ?? 0)],
    recent > 0 ? [<i key="p">p50, p95, p99</i>, [p50, p95, p99].map(durationText).join(', ')] : null,
    failedShare === null ? null : ['Failed, last 5 s', shareText(failedShare), failedShare > 0 ? 'bad' : null],
    ['Calls so far', `${countText(calls)}, ${countText(failed)} failed`],
    retries > 0 ? ['Tried again', countText(retries), 'warn'] : null,
    rejected > 0 ? ['Turned back by the switch', countText(rejected), 'warn'] : null,
  ];
}

function Switch({ breaker, nowUs }: { readonly breaker: BreakerFigures; readonly nowUs: number }) {
  const { name, replica, state, sinceUs, probeAtUs, where } = breaker;
  const leftUs = probeAtUs === null ? 0 : Math.max(0, probeAtUs - nowUs);
  return (
    <Part
      title={
        <>
          Switch <i>{name}</i>
        </>
      }
    >
      <p className={styles.switch}>
        <svg width="56" height="34" viewBox="-28 -26 56 34" aria-hidden="true">
          <SwitchShape position={state} />
        </svg>
        <span>
          <b>{forText(state, sinceUs, nowUs)}</b>
          {state === 'open' && probeAtUs !== null && (
            <>
              , tries again in {durationText(leftUs / 1000)}{' '}
              <svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true">
                <CountdownRing share={leftUs / Math.max(1, probeAtUs - sinceUs)} />
              </svg>
            </>
          )}
          <br />
          {where === 'code' ? 'in the code of' : 'a policy of the link, at'} {replica}
        </span>
      </p>
    </Part>
  );
}

function Policies({ link }: { readonly link: MapLink }) {
  const { latency, timeoutUs, retries, breaker } = link;
  return (
    <Part title="What the link may do">
      <Figures
        figures={[
          ['Latency, one way', latency],
          ['Gives up after', timeoutUs === null ? 'never' : durationText(timeoutUs / 1000)],
          retries
            ? [
                'Tries again',
                `${retries.attempts} times, after ${durationText(retries.backoffUs / 1000)}${retries.jitter === 'full' ? ' at most' : ''}`,
              ]
            : ['Tries again', 'never'],
          ...(breaker
            ? ([
                ['Switch opens at', `${shareText(breaker.errorShare)} of ${breaker.volume} calls`],
                [
                  'Looks back, tries after',
                  `${durationText(breaker.windowUs / 1000)}, ${durationText(breaker.resetUs / 1000)}`,
                ],
              ] as const)
            : []),
        ]}
      />
    </Part>
  );
}
