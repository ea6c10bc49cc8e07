import { install } from './install.ts';

// `node --import flotilla/register FILE`: the file's code runs as ever, its time and its world are simulated.
await install();
