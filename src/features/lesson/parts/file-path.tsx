import { Fragment } from 'react';
import { keyed } from '../keyed.ts';

/** A path that may break behind its slashes, and nowhere within a name. */
export function FilePath({ path }: { readonly path: string }) {
  return keyed(path.split('/')).map(({ key, item, place }) => (
    <Fragment key={key}>
      {place > 0 && (
        <>
          /<wbr />
        </>
      )}
      {item}
    </Fragment>
  ));
}
