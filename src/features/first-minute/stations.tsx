import styles from './first-minute.module.css';

const names = ['send', 'follow', 'break', 'ask why', 'restore'];
const apart = 54;

/** The way as a line of a transit map: ticked is done, ringed is here, hollow is ahead. */
export function Stations({ at }: { readonly at: number }) {
  const x = (index: number): number => 12 + index * apart;
  return (
    <svg
      className={styles.stations}
      width={x(names.length - 1) + 12}
      height="40"
      role="img"
      aria-label={at < names.length ? `Step ${at + 1} of ${names.length}: ${names[at]}` : 'All steps are done'}
    >
      <path d={`M${x(0)},12H${x(names.length - 1)}`} stroke="var(--line)" strokeWidth="4" />
      <path d={`M${x(0)},12H${x(Math.min(at, names.length - 1))}`} stroke="var(--ink)" strokeWidth="4" />
      {names.map((name, index) => (
        <g key={name} transform={`translate(${x(index)},12)`}>
          {index < at && (
            <>
              <circle r="7" fill="var(--ink)" />
              <path d="M-3,.2L-.8,2.6L3.2,-2.4" fill="none" stroke="var(--surface)" strokeWidth="1.8" />
            </>
          )}
          {index === at && <circle r="7" fill="var(--surface)" stroke="var(--accent)" strokeWidth="3.5" />}
          {index > at && <circle r="6" fill="var(--surface)" stroke="var(--line-2)" strokeWidth="1.6" />}
          <text y="24" textAnchor="middle" className={index === at ? styles.here : styles.station}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  );
}
