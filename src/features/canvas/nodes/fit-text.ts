const widths = new Map<string, number>();
let measure: CanvasRenderingContext2D | null | undefined;
let family = '';

/** How wide a text is drawn, in the font that this machine has. */
export function textWidth(text: string, size: number, weight: 400 | 600 | 700): number {
  const key = `${weight} ${size} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (measure === undefined) {
    measure = document.createElement('canvas').getContext('2d');
    family = getComputedStyle(document.documentElement).getPropertyValue('--sans');
  }
  if (!measure) return text.length * size * 0.62;
  measure.font = `${weight} ${size}px ${family}`;
  const { width } = measure.measureText(text);
  // Names are few; what is counted is kept out, or this would grow with the run.
  if (widths.size < 2_000) widths.set(key, width);
  return width;
}

/** A name cut to what there is room for; the whole of it is in its accessible name. */
export function fitText(text: string, room: number, size: number, weight: 400 | 600 | 700 = 700): string {
  if (textWidth(text, size, weight) <= room) return text;
  let length = text.length - 1;
  while (length > 1 && textWidth(`${text.slice(0, length)}…`, size, weight) > room) length--;
  return `${text.slice(0, length)}…`;
}
