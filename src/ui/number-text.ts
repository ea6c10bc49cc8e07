const thin = '\u202f';

/** 1 204, with a narrow space that does not break. */
export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, thin);
}

export function rateText(perSecond: number): string {
  return `${perSecond > 0 && perSecond < 9.95 ? perSecond.toFixed(1) : countText(perSecond)}/s`;
}

export function durationText(ms: number): string {
  if (ms >= 9_950) return `${countText(ms / 1000)}${thin}s`;
  if (ms >= 1_000) return `${(ms / 1000).toFixed(1)}${thin}s`;
  return `${ms < 9.95 ? ms.toFixed(1) : countText(ms)}${thin}ms`;
}

export function shareText(share: number): string {
  return `${Math.round(share * 100)}${thin}%`;
}

export function bytesText(bytes: number): string {
  return `${Math.round(bytes / 1_048_576)}${thin}MB`;
}

/** 640 B, 1.2 kB, 34 MB. */
export function weightText(bytes: number): string {
  if (bytes < 1_000) return `${Math.round(bytes)}${thin}B`;
  const [size, unit] = bytes < 999_500 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${size < 9.95 ? size.toFixed(1) : countText(size)}${thin}${unit}`;
}

/** 0.12×, 1.6×, 12×. */
export function speedText(speed: number): string {
  return `${speed.toFixed(speed < 0.995 ? 2 : speed < 9.95 ? 1 : 0)}×`;
}

/** 41.380 s: a moment within a sentence. Cut and not rounded, as on the clock. */
export function momentText(us: number): string {
  return `${(Math.floor(us / 1000) / 1000).toFixed(3)} s`;
}

/** 00:41.380, or 1:00:41.380 from the first hour on. */
export function clockText(virtualMs: number): string {
  const hours = Math.floor(virtualMs / 3_600_000);
  const minutes = Math.floor(virtualMs / 60_000) % 60;
  const seconds = Math.floor(virtualMs / 1000) % 60;
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = `${two(minutes)}:${two(seconds)}.${String(Math.floor(virtualMs) % 1000).padStart(3, '0')}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
