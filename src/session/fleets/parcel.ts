import { openTemplate } from '../work/open-template.ts';
import type { FleetSource, Texts } from '../work/fleet-source.ts';

/** A fleet as it is kept and sent: of one that stands on a fleet of ours only what differs. */
export interface Parcel {
  readonly title: string;
  readonly template: string | null;
  readonly entry: string;
  readonly files: Texts;
}

const titleLengthMax = 100;
const pathLengthMax = 200;

export async function packed({ title, template, entry, files }: FleetSource): Promise<Parcel> {
  if (template === undefined) return { title, template: null, entry, files };
  const { files: known } = await openTemplate(template);
  const differing = Object.entries(files).filter(([path, text]) => known[path] !== text);
  return { title, template, entry, files: Object.fromEntries(differing) };
}

export async function unpacked(parcel: Parcel, id: string, by: FleetSource['by']): Promise<FleetSource> {
  const { title, template, entry, files } = parcel;
  if (template === null) return { id, title, entry, files, by };
  const { files: known } = await openTemplate(template);
  return { id, title, entry, files: { ...known, ...files }, by, template };
}

/** Out of storage or from somebody: null when it is no fleet. Whether the fleet has mistakes is another question. */
export function readParcel(value: unknown): Parcel | null {
  if (!isRecord(value)) return null;
  const { title, template, entry, files } = value;
  if (!isShortText(title, titleLengthMax) || !isShortText(entry, pathLengthMax) || !isTexts(files)) return null;
  if (template !== null && !isShortText(template, titleLengthMax)) return null;
  if (template === null && !Object.hasOwn(files, entry)) return null;
  return { title, template, entry, files };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isShortText(value: unknown, lengthMax: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= lengthMax;
}

function isTexts(value: unknown): value is Texts {
  return (
    isRecord(value) &&
    Object.entries(value).every(([path, text]) => isShortText(path, pathLengthMax) && typeof text === 'string')
  );
}
