/** Reads, checks and rewrites fleet files and compiles code: for whatever is not ready yet, and for code that is deployed later. */
import { FileChecker } from '../file-checker.ts';
import type { FleetTexts } from '../../../wire/engine-api.ts';
import type { Mistake } from '../../../wire/view/acted.ts';

export { compileFile } from '../../../fleet/ready/file-compiler.ts';
export { makeReady } from '../../../fleet/ready/make-ready.ts';
export { rewrite } from '../../../fleet/document/editing/rewrite.ts';

const checker = new FileChecker();

export function check(texts: FleetTexts): readonly Mistake[] {
  return checker.check(texts);
}
