import addresses, { needs } from 'virtual:engine-assets';
import { lessonIdOf } from '../lessons/lesson-ids.ts';
import { EngineProblem } from './engine-problem.ts';

type Asset = ArrayBuffer | string;

const fetched = new Map<string, Promise<Asset>>();

/** A part of the engine, from the page's own address. */
export function engineAsset(name: string): Promise<Asset> {
  let asset = fetched.get(name);
  if (!asset) {
    asset = fetchAsset(name);
    fetched.set(name, asset);
    // So that trying again is another try.
    asset.catch(() => fetched.delete(name));
  }
  return asset;
}

export async function engineText(name: string): Promise<string> {
  const asset = await engineAsset(name);
  if (typeof asset !== 'string') throw new Error(`${name} is not a text`);
  return asset;
}

/** Whether the page brings this fleet along read and compiled. */
export function isReady(fleet: string): boolean {
  return Object.hasOwn(needs, fleet) || lessonIdOf(fleet) !== null;
}

/** Asks for all at once that the engine is going to ask for one after the other. What fails is told when the engine asks. */
export async function fetchNeeds(fleet: string): Promise<void> {
  const known = lessonIdOf(fleet) === null ? needs : (await ofLessons().catch(() => null))?.needs;
  for (const name of [`ready/${fleet}`, ...(known?.[fleet] ?? [])]) void engineAsset(name);
}

/** There are many of them, and the first picture needs none. */
const ofLessons = () => import('virtual:lessons');

/** What engines ask for as soon as somebody looks closer or changes something: by then the site may be another version. */
export function fetchForLater(): void {
  for (const name of ['part/answers.js', 'part/changes.js', 'part/history.js'])
    void engineAsset(name).catch(() => null);
}

async function fetchAsset(name: string): Promise<Asset> {
  const address = addresses[name] ?? (await ofLessons()).addresses[name];
  if (address === undefined) throw new Error(`the engine asked for ${name}, which is no part of it`);
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) {
    const answer = response ? `the answer was ${response.status}` : 'there was no answer';
    throw new EngineProblem(
      'A part of the engine could not be loaded.',
      'Check the connection and try again. If the page was just updated, reload it.',
      [`${new URL(address, document.baseURI).href}: ${answer}`],
    );
  }
  return name.endsWith('.wasm') ? response.arrayBuffer() : response.text();
}
