import type { RunSeed } from './run-seed.ts';
import { isOwn } from './fleets/own-fleets.ts';
import { isTemplate } from './work/templates.ts';

/** Where in the app somebody is: what the address says behind its `#`. */
export type Place =
  | { readonly at: 'home' }
  | { readonly at: 'play'; readonly run: RunSeed }
  | { readonly at: 'lesson'; readonly id: string; readonly step: string | null }
  | { readonly at: 'compare' }
  /** Which fleet it is to be. */
  | { readonly at: 'fleets' }
  /** A run that somebody sent; the link is whatever the address has. */
  | { readonly at: 'run'; readonly link: string }
  | { readonly at: 'nowhere'; readonly hash: string };

export const usualRun: RunSeed = { fleet: 'services', seed: '7', isQuiet: false };
/** What runs on the home page: small, so that it is there at once. */
export const homeRun: RunSeed = { fleet: 'ferry', seed: '7', isQuiet: false };
/** For somebody who wants to see one request before there are many. */
export const firstRun: RunSeed = { ...usualRun, isQuiet: true };

const seedLengthMax = 64;

export function placeOf(hash: string): Place {
  const [path = ''] = hash.replace(/^#/, '').split('?', 1);
  const query = hash.replace(/^#/, '').slice(path.length + 1);
  const [, at = '', ...rest] = path.split('/');
  if (at === '') return { at: 'home' };
  if (at === 'play') return { at: 'play', run: runOf(new URLSearchParams(query)) };
  if (at === 'compare' || at === 'fleets') return { at };
  if (at === 'run') return { at: 'run', link: query };
  if (at === 'lesson' && rest[0]) return { at: 'lesson', id: rest[0], step: rest[1] ?? null };
  return { at: 'nowhere', hash };
}

export function hashOf(place: Place): string {
  switch (place.at) {
    case 'home':
      return '#/';
    case 'play': {
      const { fleet, seed, isQuiet } = place.run;
      return `#/play?${new URLSearchParams({ fleet, seed, ...(isQuiet && { traffic: 'off' }) })}`;
    }
    case 'lesson':
      return `#/lesson/${[place.id, place.step].filter((part) => part !== null).join('/')}`;
    case 'compare':
    case 'fleets':
      return `#/${place.at}`;
    case 'run':
      return `#/run?${place.link}`;
    case 'nowhere':
      return place.hash;
  }
}

/** Whatever an address leaves out or gets wrong is as usual. */
function runOf(query: URLSearchParams): RunSeed {
  const fleet = query.get('fleet') ?? '';
  const seed = query.get('seed') ?? '';
  return {
    fleet: isTemplate(fleet) || isOwn(fleet) ? fleet : usualRun.fleet,
    seed: seed !== '' && seed.length <= seedLengthMax ? seed : usualRun.seed,
    isQuiet: query.get('traffic') === 'off',
  };
}
