import { defineConfig } from 'vitest/config';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';
import { lessonsPlugin } from './build/lessons/lessons-plugin.ts';
import { shelfPlugin } from './build/shelf-plugin.ts';
import { stillSqlitePlugin } from './build/still-sqlite-plugin.ts';
import { workerTextPlugin } from './build/worker-text-plugin.ts';

/** They hold a real clock against code that hangs, or against a page that does: nothing else may run beside them. */
const alone = ['hostile', 'disturbances', 'measured'].map((name) => `tests/browser/${name}.test.ts`);

/** What takes minutes begins first, or it would go on alone at the end. */
const long = ['lessons', 'writing', 'accessibility', 'every-fault', 'playground', 'meddling'];

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const index = long.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return index === -1 ? long.length : index;
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

const common = { environment: 'node', testTimeout: 120_000, hookTimeout: 60_000, isolate: false } as const;

/** Drives a real Chromium against the built page; CHROMIUM and FLOTILLA_URL say where both are. */
export default defineConfig({
  // The same run in Node, to be compared.
  plugins: [lessonsPlugin(), shelfPlugin(), stillSqlitePlugin(), workerTextPlugin('node')],
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          ...common,
          name: 'together',
          include: ['tests/browser/**/*.test.ts'],
          exclude: alone,
          // A browser waits half of its time: two of them keep two cores busy.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { ...common, name: 'alone', include: alone, fileParallelism: false, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
