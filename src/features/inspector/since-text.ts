import { durationText } from '../../ui/number-text.ts';

/** "ready for 12 s". */
export function forText(word: string, sinceUs: number, nowUs: number): string {
  return `${word} for ${durationText(Math.max(0, nowUs - sinceUs) / 1000)}`;
}

const thin = '\u202f';

export function bytesText(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)}${thin}MB`;
}
