import { durationText } from '../../ui/number-text.ts';

/** "ready for 12 s". */
export function forText(word: string, sinceUs: number, nowUs: number): string {
  return `${word} for ${durationText(Math.max(0, nowUs - sinceUs) / 1000)}`;
}
