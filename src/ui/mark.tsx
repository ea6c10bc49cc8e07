/** Three hulls, one of them leading. */
export function Mark() {
  return (
    <svg width="26" height="20" viewBox="0 0 26 20" aria-hidden="true">
      <g fill="var(--ink)">
        <path d="M0,0H11V5L8.5,7.5H2.5L0,5Z" />
        <path d="M0,12.4H11V17.4L8.5,19.9H2.5L0,17.4Z" />
      </g>
      <path fill="var(--accent)" d="M14,6.2H25V11.2L22.5,13.7H16.5L14,11.2Z" />
    </svg>
  );
}
