import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createRealm } from '../../simulator/hosts/realm.ts';
import { formatFleetError, Problems } from '../../simulator/fleet/fleet-error.ts';
import { loadLesson } from '../../simulator/lesson/load-lesson.ts';
import { lessonTemplate } from '../../simulator/lesson/template.ts';
import { readGlossary } from '../../simulator/lesson/text/glossary.ts';
import type { Glossary } from '../../simulator/lesson/text/glossary.ts';
import { Terms } from '../../simulator/lesson/text/terms.ts';
import { changed } from './lesson-of.ts';
import type { Files } from './lesson-of.ts';

const written = `# Glossary

For those who write.

## topic

A place where records lie.

## dead-letter topic

also: dead letters

Where *bad* ones lie.
`;

function read(text: string): { glossary: Glossary; mistakes: string[] } {
  const problems = new Problems();
  const glossary = readGlossary('lessons/glossary.md', text, problems);
  return { glossary, mistakes: problems.errors().map(formatFleetError) };
}

test('a term is found under all of its forms, the longest first, and once in a text', () => {
  const { glossary, mistakes } = read(written);
  expect(mistakes).toEqual([]);
  const terms = new Terms(glossary);
  expect(terms.in('Dead letters lie in a dead-letter topic, no usual topic. A topic!')).toEqual([
    { kind: 'term', term: 'dead-letter topic', text: 'Dead letters' },
    { kind: 'text', text: ' lie in a dead-letter topic, no usual ' },
    { kind: 'term', term: 'topic', text: 'topic' },
    { kind: 'text', text: '. A topic!' },
  ]);
  expect(terms.in('the topic')).toEqual([{ kind: 'text', text: 'the topic' }]);
  terms.begin();
  expect(terms.in('topics, topic')).toEqual([
    { kind: 'text', text: 'topics, ' },
    { kind: 'term', term: 'topic', text: 'topic' },
  ]);
});

test('a term without a meaning, a form of two terms and a list are mistakes, each with its place', () => {
  const broken = `${written}\n## empty\n\n## other\n\nalso: dead letters\n\n- a list\n`;
  expect(read(broken).mistakes).toEqual([
    expect.stringMatching(/^lessons\/glossary\.md:15:1: found "empty" without a meaning/),
    expect.stringMatching(/^lessons\/glossary\.md:17:1: found "other" without a meaning/),
    expect.stringMatching(/^lessons\/glossary\.md:19:1: found "dead letters" once more/),
    expect.stringMatching(/^lessons\/glossary\.md:21:1: found list in a meaning/),
  ]);
});

/** A lesson with a glossary beside it. */
function mistakesIn(files: Files, glossary: string): string[] {
  const path = 'lessons/99-test';
  const readFile = (file: string): string | null => {
    if (file === 'lessons/glossary.md') return glossary;
    return file.startsWith(`${path}/`) ? (files[file.slice(path.length + 1)] ?? null) : null;
  };
  const result = loadLesson({ path, files: Object.keys(files), readFile }, createRealm({}));
  return result.ok ? [] : result.errors.map(formatFleetError);
}

test('what a lesson teaches stands in the glossary', () => {
  const files = changed(lessonTemplate(), 'lesson.md', '[deploy]', '[topic, topik]');
  expect(mistakesIn(files, written)).toEqual([
    'lessons/99-test/lesson.md:5:1: teaches: found "topik", expected a term of glossary.md (did you mean "topic"?)',
  ]);
});

test('what a new lesson begins with has no mistake beside the words of all lessons', () => {
  const glossary = readFileSync(path.resolve(import.meta.dirname, '../../lessons/glossary.md'), 'utf8');
  expect(mistakesIn(lessonTemplate(), glossary)).toEqual([]);
});
