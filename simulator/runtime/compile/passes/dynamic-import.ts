import { nameOf, requiredChild } from '../syntax/node.ts';
import type { Pass } from '../syntax/walk.ts';
import type { Unit } from './unit.ts';

/** `import()` and `import.meta` ask the loader. */
export function dynamicImport(unit: Unit): Pass {
  return {
    enter: {
      ImportExpression({ node }) {
        unit.edits.replace(node.start, node.start + 'import'.length, unit.runtime('importer'));
      },
      MetaProperty({ node }) {
        if (nameOf(requiredChild(node, 'meta')) === 'import')
          unit.edits.replace(node.start, node.end, unit.runtime('meta'));
      },
    },
  };
}
