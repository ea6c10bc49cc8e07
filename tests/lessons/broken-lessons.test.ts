import { expect, test } from 'vitest';
import { lessonTemplate } from '../../simulator/lesson/template.ts';
import { changed, mistakesIn, without } from './lesson-of.ts';
import type { Files } from './lesson-of.ts';

const whole = lessonTemplate();
const at = 'lessons/99-test';

const inText = (from: string | RegExp, to: string): Files => changed(whole, 'lesson.md', from, to);
const inChecks = (from: string | RegExp, to: string): Files => changed(whole, 'checks.ts', from, to);
const inActions = (from: string | RegExp, to: string): Files => changed(whole, 'solution/actions.yaml', from, to);

const broken: readonly (readonly [title: string, files: Files, ...mistakes: readonly string[]])[] = [
  [
    'a front matter with a field too few and one that nobody knows',
    inText('minutes: 10', 'minuets: 10'),
    `${at}/lesson.md:1:1: found no minutes, expected minutes: 10`,
    `${at}/lesson.md:4:1: found unknown field "minuets", expected one of title, track, minutes, teaches, after or start (did you mean "minutes"?)`,
  ],
  [
    'a front matter that does not end',
    inText('meant-to-fail\n---', 'meant-to-fail'),
    `${at}/lesson.md:1:1: found front matter that does not end, expected the title and more about the lesson, between two lines of ---`,
  ],
  [
    'bad YAML in its front matter',
    inText('[deploy]', '[deploy'),
    `${at}/lesson.md:6:1: found "after", expected valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]`,
  ],
  [
    'bad YAML in its fleet',
    changed(whole, 'fleet.yaml', 'traffic:', 'traffic: {'),
    `${at}/fleet.yaml:8:1: found the end of the file, expected valid YAML: flow map in block collection must be sufficiently indented and end with a }`,
  ],
  [
    'actions for a step that is not there',
    inActions('mend-it', 'mend'),
    `${at}/solution/actions.yaml:6:9: found "mend", expected a step of lesson.md: see-it-break or mend-it`,
  ],
  [
    'a step without actions',
    inActions(/- step: mend-it[^]*/, ''),
    `${at}/solution/actions.yaml:2:1: found no mend-it, expected every step of lesson.md, in order`,
  ],
  [
    'an action outside of its step’s time',
    inActions('at: 3s', 'at: 13s'),
    `${at}/solution/actions.yaml:2:9: see-it-break: found hang hello at 13s, expected a time from 0s to 10s, while the step goes on`,
  ],
  [
    'pointers to nothing',
    inText(
      '[hello](node:hello)',
      '[a](node:helo) [b](link:visit->nobody) [c](flow:visits)\n[d](file:services/hello.ts:70)',
    ),
    `${at}/lesson.md:10:92: found a pointer to "node:helo", expected a process, service, store, broker or topic of this fleet (did you mean "hello"?)`,
    `${at}/lesson.md:10:131: found a pointer to "flow:visits", expected a flow of this fleet (did you mean "visit"?)`,
    `${at}/lesson.md:11:1: found a pointer to "file:services/hello.ts:70", expected lines from 1 to 7: services/hello.ts has no more`,
  ],
  [
    'a pointer to a link that nobody has',
    inText('(node:hello)', '(link:visit->nobody)'),
    `${at}/lesson.md:10:92: found a pointer to "link:visit->nobody", expected a service, a store or a broker behind -> of this fleet`,
  ],
  [
    'a pointer with a blank in it',
    inText('(node:hello)', '(link:visit -> hello)'),
    `${at}/lesson.md:10:92: found a pointer that does not end, expected [text](<target>) where the target has blanks in it, and a link as orders->payments`,
  ],
  [
    'an action that the fleet does not know',
    inText('{ hang: hello, for: 2s }', '{ hang: helo }'),
    `${at}/lesson.md:15:63: found a pointer to "action:{ hang: helo }", expected an action such as action:{ hang: payments }: found "helo", expected a process, a replica such as orders#2 or a service of this fleet (did you mean "hello"?)`,
  ],
  [
    'an edit of a file that is not there',
    inText('services/hello.ts:5', 'services/helo.ts:5'),
    `${at}/lesson.md:32:1: found file="services/helo.ts:5", expected a file of this fleet (did you mean "services/hello.ts"?)`,
  ],
  [
    'an edit of what the solution leaves as it is',
    without(whole, 'solution/services/hello.ts'),
    `${at}/lesson.md:30:1: found an edit of services/hello.ts, which the solution leaves as it is, expected solution/services/hello.ts`,
  ],
  [
    'an edit that nobody deploys',
    inActions('  actions:\n    - { at: 11s, deploy: hello, files: [services/hello.ts] }\n', ''),
    `${at}/lesson.md:30:1: found an edit of services/hello.ts, which the solution does not deploy, expected { at: 20s, deploy: PROCESS, files: [services/hello.ts] } in the step's actions`,
  ],
  [
    'a deploy of a file that is not there',
    inActions('[services/hello.ts]', '[services/helo.ts]'),
    `${at}/solution/actions.yaml:9:41: 1.actions.0.files.services/helo.ts: found "services/helo.ts", where no file is, expected the path of a file with the new text`,
  ],
  [
    'an ablation that is its solution',
    changed(whole, 'ablation/services/hello.ts', "c.text('sorry, politely', 500)", "c.text('hello')"),
    `${at}/ablation/services/hello.ts:1:1: found the very text of what it covers, expected a file that differs, or none`,
  ],
  [
    'actions of the ablation that are those of the solution',
    { ...whole, 'ablation/actions.yaml': whole['solution/actions.yaml']! },
    `${at}/ablation/actions.yaml:1:1: found the very text of what it covers, expected a file that differs, or none`,
  ],
  [
    'a start that was copied from what it extends',
    {
      ...changed(whole, 'fleet.yaml', 'services:', 'extends: base/base.fleet.yaml\nservices:'),
      'base/base.fleet.yaml': whole['fleet.yaml']!,
      'base/services/hello.ts': whole['services/hello.ts']!,
    },
    `${at}/services/hello.ts:1:1: found the very text of what it covers, expected a file that differs, or none`,
  ],
  [
    'a check that is not there, and one that no step uses',
    inText('::check{answers}', '::check{answer}'),
    `${at}/checks.ts:9:14: found answers, which no step uses, expected ::check{answers} in a step of lesson.md`,
    `${at}/lesson.md:44:1: found "answer", expected a check of checks.ts (did you mean "answers"?)`,
  ],
  [
    'a check of a flow that is not there',
    inChecks(".flow('visit')\n    .ratio", ".flow('visits')\n    .ratio"),
    `${at}/checks.ts:11:11: answers: found "visits", expected a flow of this fleet (did you mean "visit"?)`,
  ],
  [
    'a check of code that does not compile',
    inChecks('export const hangs = check(', 'export const hangs = check(('),
    `${at}/checks.ts:6:90: found "unexpected ;", expected TypeScript that compiles`,
  ],
  [
    'a check that asks for the host’s clock',
    inChecks('request.ok));', 'request.ok)).toString(Date.now());'),
    `${at}/checks.ts:1:1: found an error, "Cannot read properties of undefined (reading 'now')", expected a file that only exports checks`,
  ],
  [
    'a quiz without a right answer',
    inText('- [x] The right', '- [ ] The right'),
    `${at}/lesson.md:46:1: quiz: found no right answer, expected an answer marked [x], - [x] An answer :: Why it is right.`,
  ],
  [
    'an answer without a reason',
    inText(' :: Why it is not.', ''),
    `${at}/lesson.md:49:1: quiz: found an answer without a reason, expected - [x] An answer :: Why it is right. The :: stands between the two`,
  ],
  [
    'an unknown directive',
    inText(':::reveal{answeredAtFirst}', ':::revael{answeredAtFirst}'),
    `${at}/lesson.md:26:1: found an unknown directive "revael", expected one of show, do, edit, explore, hint, predict, reveal, check, quiz or debrief (did you mean "reveal"?)`,
  ],
  [
    'a directive that does not end',
    inText('it costs.\n:::\n', 'it costs.\n'),
    `${at}/lesson.md:52:1: found :::debrief that does not end, expected ::: on a line of its own where its text ends`,
    `${at}/lesson.md:54:1: found no debrief, expected :::debrief at the very end`,
  ],
  [
    'a hint without a task',
    inText('::check{hangs}', ':::hint\nLook.\n:::\n::check{hangs}'),
    `${at}/lesson.md:22:1: found a hint without a task, expected a task right before it`,
  ],
  [
    'a step in which nothing is to be done',
    inText('## Mend it', '## Rest\n\nNothing.\n\n## Mend it'),
    `${at}/lesson.md:30:1: found nothing to do in "Rest", expected a task, a prediction or a quiz in every step`,
  ],
  [
    'HTML, pictures and strange links',
    inText('Few of them.', '<b>Few</b> ![of](them.png) [it](https://example.org).'),
    `${at}/lesson.md:24:35: found html inside a line, expected text, \`code\`, *emphasis*, **strong** and [pointers](node:orders)`,
    `${at}/lesson.md:24:41: found html inside a line, expected text, \`code\`, *emphasis*, **strong** and [pointers](node:orders)`,
    `${at}/lesson.md:24:46: found image inside a line, expected text, \`code\`, *emphasis*, **strong** and [pointers](node:orders)`,
    `${at}/lesson.md:24:62: found a pointer to "https://example.org", expected a pointer that begins with node:, link:, flow:, file:, action:, lesson:, compare:, tab: or value:`,
  ],
  [
    'a comparison with a shape that the shop does not have, and one with itself',
    inText('Few of them.', '[Both](compare:monolith,service)\n[the same](compare:services,services)'),
    `${at}/lesson.md:24:35: found a pointer to "compare:monolith,service", expected two of monolith, modular, services and events, such as compare:monolith,services (did you mean "services"?)`,
    `${at}/lesson.md:25:1: found a pointer to "compare:services,services", expected two of monolith, modular, services and events, such as compare:monolith,services`,
  ],
  [
    'a solution that does not compile',
    changed(whole, 'solution/services/hello.ts', "c.text('hello')", "c.text('hello'"),
    `${at}/solution/services/hello.ts:5:36: found "unexpected ;", expected code that compiles`,
  ],
  [
    'a solution in a file that no service uses',
    { ...whole, 'solution/services/helo.ts': '' },
    `${at}/solution/services/helo.ts:1:1: found a file that no service uses, expected the path of a file that one imports`,
  ],
  [
    'a file of the start that no service uses',
    { ...whole, 'services/helo.ts': '' },
    `${at}/services/helo.ts:1:1: found a file that no service uses, expected the path of a file that one imports`,
  ],
  [
    'a prediction that is never told',
    inText(/:::reveal[^]*?:::\n/, ''),
    `${at}/lesson.md:12:1: found a prediction of "answeredAtFirst" that is never told, expected :::reveal{answeredAtFirst} behind it`,
  ],
  [
    'no ablation and no checks',
    without(whole, 'ablation/services/hello.ts', 'checks.ts'),
    `${at}/ablation:1:1: found no files, expected the solution without what the lesson teaches`,
    `${at}/checks.ts:1:1: found no such file, expected what the run must show`,
  ],
];

test('the lesson that a new one begins with has no mistake', () => {
  expect(mistakesIn(whole)).toEqual([]);
});

test.each(broken.map(([title, files, ...mistakes]) => ({ title, files, mistakes })))('caught: $title', (row) => {
  const { files, mistakes } = row;
  const found = mistakesIn(files);
  for (const mistake of mistakes) expect(found).toContainEqual(mistake);
});
