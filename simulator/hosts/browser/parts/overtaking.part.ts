/** Lets a run that is to go fast go on in one worker. */
export { overtake } from '../overtaking.ts';
