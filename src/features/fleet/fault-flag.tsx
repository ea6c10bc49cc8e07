/** The signal flag of a fault: a saltire for kill, two halves for hang. */
export function FaultFlag({ verb }: { readonly verb: 'kill' | 'hang' }) {
  return (
    <svg width="17" height="12" viewBox="0 0 17 12" aria-hidden="true">
      <rect x="0.7" y="0.7" width="15.6" height="10.6" fill="none" stroke="currentColor" strokeWidth="1.4" />
      {verb === 'kill' ? (
        <path d="M1,1L16,11M16,1L1,11" stroke="currentColor" strokeWidth="2.4" />
      ) : (
        <rect x="8.5" y="0.7" width="7.8" height="10.6" fill="currentColor" />
      )}
    </svg>
  );
}
