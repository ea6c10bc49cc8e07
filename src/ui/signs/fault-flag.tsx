/** The ink on the signal flag of each fault, on a cloth of 18 by 13. */
const inks: Readonly<Record<string, string>> = {
  kill: 'M0,0H3L9,4.8L15,0H18V2.2L11.6,6.5L18,10.8V13H15L9,8.2L3,13H0V10.8L6.4,6.5L0,2.2Z',
  hang: 'M9,0H18V13H9Z',
  slow: 'M0,4.3H18V8.7H0Z',
  fail: 'M0,0H9V6.5H0ZM9,6.5H18V13H9Z',
  leak: 'M9,0L18,6.5L9,13L0,6.5Z',
  burn: 'M5,3.6H13V9.4H5Z',
  skew: 'M0,0H18L0,13Z',
  crashpoint: 'M0,5H7V8H0ZM11,5H18V8H11Z',
  disk: 'M0,6.5H18V13H0Z',
  compromise: 'M7.2,0H10.8V13H7.2ZM0,4.8H18V8.2H0Z',
  latency: 'M6,0H12V13H6Z',
  loss: 'M0,0H4.5V13H0ZM9,0H13.5V13H9Z',
  partition: 'M0,0H7V13H0ZM11,0H18V13H11Z',
  duplicate: 'M3,3H8V10H3ZM10,3H15V10H10Z',
  reorder: 'M0,0L9,6.5L0,13ZM18,0L9,6.5L18,13Z',
  poison: 'M9,2A4.5,4.5 0 1 1 8.9,2Z',
  pause: 'M4.5,2.5H7.5V10.5H4.5ZM10.5,2.5H13.5V10.5H10.5Z',
  readonly: 'M0,0H18V4H0ZM0,9H18V13H0Z',
  traffic: 'M0,0L18,6.5L0,13Z',
  quiet: 'M0,0H18V2.5H2.5V10.5H18V13H0Z',
};

/** For a kind that has no flag of its own. */
const unknown = 'M0,0H18V6.5H0Z';

/** A fault that somebody set, as a drawing of 18 by 13 to be put where it belongs. */
export function FlagShape({ verb }: { readonly verb: string }) {
  return (
    <>
      <rect width="18" height="13" fill="var(--surface)" />
      <path d={inks[verb] ?? unknown} fill="var(--ink)" />
      <rect width="18" height="13" fill="none" stroke="var(--ink)" strokeWidth="1.2" />
    </>
  );
}

export function FaultFlag({ verb }: { readonly verb: string }) {
  return (
    <svg width="20" height="15" viewBox="-1 -1 20 15" aria-hidden="true">
      <FlagShape verb={verb} />
    </svg>
  );
}
