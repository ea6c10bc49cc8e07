/** The files of a new lesson, by path. It can be read and proven as it is; what to fill in stands in it. */
export function lessonTemplate(): Readonly<Record<string, string>> {
  return {
    'lesson.md': lesson,
    'fleet.yaml': fleet,
    'services/hello.ts': service("c.text('sorry', 500)"),
    'solution/services/hello.ts': service("c.text('hello')"),
    'solution/actions.yaml': actions,
    'ablation/services/hello.ts': service("c.text('sorry, politely', 500)"),
    'checks.ts': checks,
  };
}

const lesson = `---
title: One sentence that names what is learnt
track: Failing well
minutes: 10
teaches: [deploy]
after: []
start: meant-to-fail
---

One or two sentences: what this fleet is, and what is the matter with it. Point at things: [hello](node:hello).

## See it break

:::do
Something that can be done within thirty seconds. Here: press [Hang](<action:{ hang: hello, for: 2s }>) on hello.
:::

:::predict{answeredAtFirst}
Ask for a number before the run says it. What share of [visits](flow:visit) is answered?
:::

::check{hangs}

What was just seen, now in words. Few of them.

:::reveal{answeredAtFirst}
What the number means.
:::

## Mend it

:::edit{file="services/hello.ts:5"}
What to change, not how. Then deploy.
:::

:::hint
Where to look.
:::

:::hint
What to write.
:::

::check{answers}

:::quiz
A question about why, not about what.
- [x] The right answer :: Why it is right.
- [ ] A tempting one :: Why it is not.
:::

:::debrief
The name of what was built, what it is good for, and what it costs.
:::
`;

const fleet = `# Most lessons begin with the shop and say only what differs:
# extends: ../shop/services.fleet.yaml
services:
  hello: { cost: 1ms }

traffic:
  visit: { to: hello, request: GET /, rate: 20/s }
`;

const service = (answer: string): string => `import { Hono } from 'hono';

const app = new Hono();

app.get('/', (c) => ${answer});

export default app;
`;

const actions = `# What a learner would press, step by step, and when each step's checks must have passed.
- step: see-it-break
  until: 10s
  actions:
    - { at: 3s, hang: hello, for: 2s }
- step: mend-it
  until: 15s
  actions:
    - { at: 11s, deploy: hello, files: [services/hello.ts] }
`;

const checks = `import { check } from 'flotilla:checks';

// Measured only, to be predicted: it has no target.
export const answeredAtFirst = check('visits answered', (run) => run.flow('visit').ratio((request) => request.ok));

export const hangs = check('hello hangs', (run) => run.fault('hang', 'hello').happens());

// With the start's code, and with the ablation's, this must never pass.
export const answers = check('visits answered once it is deployed', (run) =>
  run
    .flow('visit')
    .ratio((request) => request.ok)
    .after(run.action('deploy', 'hello'))
    .settling('2s')
    .atLeast(0.99),
);
`;
