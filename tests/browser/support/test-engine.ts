import type { Browser } from 'playwright-core';
import type {
  Acted,
  AnswerTo,
  EngineFrame,
  LoadRequest,
  LoadResult,
  Message,
  Question,
  RunMoment,
  Until,
} from '../../../simulator/index.ts';
import type { Report } from '../../../simulator/telemetry/report.ts';
import type { Action } from '../../../simulator/wire/actions.ts';
import { openMirror } from './mirror.ts';
import { openPage } from './opened-page.ts';
import type { Extra } from './mirror.ts';
import type { OpenedPage } from './opened-page.ts';

/** The built engine in its built sandbox, without the app around it: what a test says is what it does. */
export interface TestEngine extends OpenedPage {
  load(request: LoadRequest): Promise<LoadResult>;
  advance(untilUs: number): Promise<void>;
  act(action: Omit<Action, 'atUs'>): Promise<Acted>;
  report(): Promise<Report>;
  moment(): Promise<RunMoment>;
  host(): Promise<LoadRequest['host']>;
  play(speed: number, until?: Until): Promise<void>;
  pause(): Promise<void>;
  step(by: 'event' | 'hop'): Promise<void>;
  undo(faultId: number): Promise<void>;
  ask<Asked extends Question>(question: Asked): Promise<AnswerTo<Asked>>;
  /** The frame that came last. */
  frame(): Promise<EngineFrame>;
  /** Of all frames so far. */
  messages(): Promise<readonly Message[]>;
  /** Until the newest frame says why time stopped by itself. */
  stopped(): Promise<string>;
}

const { enginePageFiles } = (await import(new URL('../../../scripts/engine-page.mjs', import.meta.url).href)) as {
  enginePageFiles: () => Readonly<Record<string, Extra>>;
};

export async function openEngine(browser: Browser): Promise<TestEngine> {
  const mirror = await openMirror('/', enginePageFiles());
  const opened = await openPage(browser, { url: `${mirror.url}engine.html` });
  await opened.page.waitForFunction('window.callEngine !== undefined');
  const call = <Result>(name: string, ...values: unknown[]): Promise<Result> =>
    opened.page.evaluate(`window.callEngine(${JSON.stringify(name)}, ${JSON.stringify(values)})`);
  return {
    ...opened,
    load: (request) => call('load', request),
    advance: (untilUs) => call('advance', untilUs),
    act: (action) => call('act', action),
    report: () => call('report'),
    moment: () => call('moment'),
    host: () => call('host'),
    play: (speed, until) => call('play', speed, ...(until ? [until] : [])),
    pause: () => call('pause'),
    step: (by) => call('step', by),
    undo: (faultId) => call('undo', faultId),
    ask: (question) => call('ask', question),
    frame: () => opened.page.evaluate('window.engineFrame'),
    messages: () => opened.page.evaluate('window.engineMessages'),
    stopped: async () => {
      await opened.page.waitForFunction('window.engineFrame?.stopped');
      return opened.page.evaluate('window.engineFrame.stopped');
    },
    close: async () => {
      await opened.close();
      await mirror.close();
    },
  };
}
