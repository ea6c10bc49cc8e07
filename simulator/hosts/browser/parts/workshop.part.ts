/** Reads fleet files and compiles code: for fleets that are not ready yet, and for code that is deployed later. */
export { compileFile } from '../../../fleet/world/file-compiler.ts';
export { makeReady } from '../../../fleet/world/make-ready.ts';
