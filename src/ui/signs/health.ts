/** How something is, as far as a shape can tell it. */
export type Health = 'ready' | 'queueing' | 'hanging' | 'down' | 'returning' | 'starting' | 'leaving';

export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

export const toneOf: Readonly<Record<Health, Tone>> = {
  ready: 'good',
  queueing: 'warn',
  hanging: 'bad',
  down: 'bad',
  returning: 'warn',
  starting: 'quiet',
  leaving: 'quiet',
};
