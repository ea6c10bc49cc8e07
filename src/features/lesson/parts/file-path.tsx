import { Fragment } from 'react';

/** A path that may break behind its slashes, and nowhere within a name. */
export function FilePath({ path }: { readonly path: string }) {
  return path.split('/').map((part, index) => (
    // The parts of a path stay where they are.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index > 0 && (
        <>
          /<wbr />
        </>
      )}
      {part}
    </Fragment>
  ));
}
