import { textOf, type Place } from '../syntax/node.ts';
import type { Pass } from '../syntax/walk.ts';
import type { Unit } from './unit.ts';

/** TypeScript that is more than types, and syntax that engines do not agree on yet. */
export function refusals(unit: Unit): NonNullable<Pass['enter']> {
  const refuse =
    (message: string, expected: string) =>
    ({ node }: Place): false => {
      unit.refuse(node, message, expected);
      return false;
    };
  const blankDeclared =
    (message: string, expected: string) =>
    (place: Place): false => {
      if (place.node['declare'] !== true && place.node['global'] !== true) return refuse(message, expected)(place);
      unit.edits.blank(place.node.start, place.node.end);
      return false;
    };
  return {
    TSEnumDeclaration: blankDeclared(
      'enum is code, not only a type',
      "a constant object: const Status = { Open: 'open' } as const",
    ),
    TSModuleDeclaration: blankDeclared('namespace is code, not only a type', 'a module of its own, with export'),
    TSParameterProperty: refuse(
      'a parameter property is code, not only a type',
      'a field, assigned in the constructor: this.name = name',
    ),
    TSImportEqualsDeclaration: refuse(
      'import = is not supported',
      "import name from 'module', or const name = require('module')",
    ),
    TSExportAssignment: refuse(
      'export = is not supported',
      'export default, or module.exports in a file without import',
    ),
    TSNamespaceExportDeclaration: refuse('export as namespace is not supported', 'export'),
    Decorator: refuse('decorators are not supported', 'a call of a function that takes the class or method'),
    AccessorProperty: refuse('accessor fields are not supported', 'a private field with get and set'),
  };
}

/** Refusals that hold for JavaScript as well. */
export function commonRefusals(unit: Unit): Pass {
  return {
    enter: {
      VariableDeclaration({ node }) {
        if (!/using/.test(textOf(node, 'kind'))) return;
        unit.refuse(node, 'using is not supported', 'const, and a try … finally that disposes');
      },
      Identifier({ node }) {
        if (textOf(node, 'name').startsWith('__flotilla'))
          unit.refuse(node, 'names that begin with __flotilla are taken', 'another name');
      },
      Decorator({ node }) {
        if (unit.language === 'js') unit.refuse(node, 'decorators are not supported');
      },
    },
  };
}
