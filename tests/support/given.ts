import { afterEach } from 'vitest';
import { endStories } from '../../simulator/testing/given.ts';

export { given } from '../../simulator/testing/given.ts';

afterEach(endStories);
