import type { RunSeed } from './run-seed.ts';
import { isOwn } from './fleets/own-fleets.ts';
import { usualPair } from './pair/pair-run.ts';
import type { PairRun } from './pair/pair-run.ts';
import { isBranch } from './sharing/lent-runs.ts';
import { isTemplate } from './work/templates.ts';

/** Where in the app somebody is: what the address says behind its `#`. */
export type Place =
  | { readonly at: 'home' }
  | { readonly at: 'play'; readonly run: RunSeed }
  | { readonly at: 'lesson'; readonly id: string; readonly step: string | null }
  | { readonly at: 'compare'; readonly pair: PairRun }
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
  if (at === 'fleets') return { at };
  if (at === 'compare') return { at, pair: pairOf(new URLSearchParams(query)) };
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
    case 'compare': {
      const { left, right, seed, acts } = place.pair;
      return `#/compare?${new URLSearchParams({ left, right, seed, ...(acts !== null && { acts }) })}`;
    }
    case 'fleets':
      return '#/fleets';
    case 'run':
      return `#/run?${place.link}`;
    case 'nowhere':
      return place.hash;
  }
}

/** Whatever an address leaves out or gets wrong is as usual. */
function runOf(query: URLSearchParams): RunSeed {
  const fleet = query.get('fleet') ?? '';
  return {
    fleet: isTemplate(fleet) || isOwn(fleet) || isBranch(fleet) ? fleet : usualRun.fleet,
    seed: seedOf(query, usualRun.seed),
    isQuiet: query.get('traffic') === 'off',
  };
}

function pairOf(query: URLSearchParams): PairRun {
  const side = (name: 'left' | 'right'): string => {
    const id = query.get(name) ?? '';
    return isTemplate(id) || isOwn(id) || isBranch(id) ? id : usualPair[name];
  };
  const acts = query.get('acts') ?? '';
  return {
    left: side('left'),
    right: side('right'),
    seed: seedOf(query, usualPair.seed),
    acts: isBranch(acts) ? acts : null,
  };
}

function seedOf(query: URLSearchParams, usual: string): string {
  const seed = query.get('seed') ?? '';
  return seed !== '' && seed.length <= seedLengthMax ? seed : usual;
}
