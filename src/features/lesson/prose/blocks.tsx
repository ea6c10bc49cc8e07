import type { Block, Inline } from '../../../../simulator/index.ts';
import { useLesson } from '../../../session/use-session.ts';
import { keyed } from '../keyed.ts';
import { PointerWord } from './pointer-word.tsx';
import { withoutLooseMarks } from './loose-marks.ts';
import { TermWord } from './term-word.tsx';
import styles from './prose.module.css';

/** The text of a lesson: a small tree, in which words point at the fleet. */
export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return keyed(blocks).map(({ key, item }) => <OneBlock key={key} block={item} />);
}

function OneBlock({ block }: { readonly block: Block }) {
  if (block.kind === 'code') {
    return (
      // A long line of code is scrolled to by keys as well.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      <pre className={styles.code} tabIndex={0}>
        <code>{block.text}</code>
      </pre>
    );
  }
  if (block.kind === 'paragraph') {
    return (
      <p className={styles.paragraph}>
        <Inlines inlines={block.children} />
      </p>
    );
  }
  const items = keyed(block.items).map(({ key, item }) => (
    <li key={key}>
      <Blocks blocks={item} />
    </li>
  ));
  return block.ordered ? <ol className={styles.list}>{items}</ol> : <ul className={styles.list}>{items}</ul>;
}

export function Inlines({ inlines }: { readonly inlines: readonly Inline[] }) {
  return keyed(withoutLooseMarks(inlines)).map(({ key, item: { inline, mark } }) =>
    mark === '' ? (
      <OneInline key={key} inline={inline} />
    ) : (
      <span key={key} className={styles.glued}>
        <OneInline inline={inline} />
        {mark}
      </span>
    ),
  );
}

function OneInline({ inline }: { readonly inline: Inline }) {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return <code className={styles.word}>{inline.text}</code>;
    case 'strong':
      return (
        <strong>
          <Inlines inlines={inline.children} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <Inlines inlines={inline.children} />
        </em>
      );
    case 'term':
      return <Term term={inline.term} text={inline.text} />;
    case 'pointer':
      return (
        <PointerWord pointer={inline.pointer} words={wordsOf(inline.children)}>
          <Inlines inlines={inline.children} />
        </PointerWord>
      );
  }
}

/** As somebody hears it who does not see it. */
function wordsOf(inlines: readonly Inline[]): string {
  return inlines.map((inline) => ('text' in inline ? inline.text : wordsOf(inline.children))).join('');
}

function Term({ term, text }: { readonly term: string; readonly text: string }) {
  const meaning = useLesson(({ data }) => data?.lesson.glossary[term]);
  if (!meaning) return text;
  return (
    <TermWord term={term} text={text}>
      <Inlines inlines={meaning} />
    </TermWord>
  );
}
