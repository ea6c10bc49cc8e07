import type { Theme } from '../../browser/theme.ts';

const rays = [0, 45, 90, 135, 180, 225, 270, 315];

export function ThemeSign({ theme }: { readonly theme: Theme }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      aria-hidden="true"
    >
      {theme === 'light' && (
        <>
          <circle cx="8" cy="8" r="3" />
          {rays.map((degrees) => (
            <path key={degrees} d="M8,1V2.8" transform={`rotate(${degrees} 8 8)`} />
          ))}
        </>
      )}
      {theme === 'dark' && <path d="M13.5,9.8A6,6 0 1 1 6.2,2.5A4.8,4.8 0 0 0 13.5,9.8Z" strokeLinejoin="round" />}
      {theme === 'system' && (
        <>
          <circle cx="8" cy="8" r="6.3" />
          <path d="M8,1.7A6.3,6.3 0 0 0 8,14.3Z" fill="currentColor" stroke="none" />
        </>
      )}
    </svg>
  );
}
