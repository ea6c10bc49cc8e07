import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import type {
  AnswerTo,
  EngineFrame,
  LoadRequest,
  LoadResult,
  Message,
  Question,
  Until,
} from '../../../simulator/index.ts';
import type { Report } from '../../../simulator/telemetry/report.ts';
import type { Action } from '../../../simulator/wire/actions.ts';
import { openMirror } from './mirror.ts';
import { openPage } from './opened-page.ts';
import type { OpenedPage } from './opened-page.ts';

/** The built engine in its built sandbox, without the app around it: what a test says is what it does. */
export interface TestEngine extends OpenedPage {
  load(request: LoadRequest): Promise<LoadResult>;
  advance(untilUs: number): Promise<void>;
  act(action: Omit<Action, 'atUs'>): Promise<void>;
  report(): Promise<Report>;
  record(): Promise<readonly Action[]>;
  play(speed: number, until?: Until): Promise<void>;
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

/** Speaks the protocol of `simulator/hosts/sandbox` and fetches what `engine.json` names, as the app does. */
const script = `
import { proxy, wrap } from './comlink.mjs';
const files = await (await fetch('./engine.json')).json();
const asset = async (name) => {
  const response = await fetch(files[name]);
  return name.endsWith('.wasm') ? response.arrayBuffer() : response.text();
};
const frame = document.createElement('iframe');
frame.src = './sandbox.html';
const failures = [];
const ready = new Promise((resolve) => addEventListener('message', (event) => {
  if (event.source !== frame.contentWindow) return;
  if (event.data.kind === 'ready') resolve();
  else failures.push(event.data.reason);
}));
document.body.append(frame);
await ready;
const { port1, port2 } = new MessageChannel();
frame.contentWindow.postMessage(
  { kind: 'start', script: await asset('world.js'), assets: { instanceText: await asset('instance.js') } }, '*', [port2],
);
const engine = wrap(port1);
window.engineFailures = failures;
window.engineMessages = [];
engine.onFrame(proxy((frame) => {
  window.engineFrame = frame;
  window.engineMessages.push(...frame.messages);
}));
window.callEngine = (name, values) => engine[name](...values, ...(name === 'load' ? [proxy(asset)] : []));
`;
const comlink = readFileSync(createRequire(import.meta.url).resolve('comlink/dist/esm/comlink.mjs'), 'utf8');

export async function openEngine(browser: Browser): Promise<TestEngine> {
  const javascript = 'text/javascript';
  const mirror = await openMirror('/', {
    'engine.html': { type: 'text/html', text: '<!doctype html><body><script type="module" src="engine.js"></script>' },
    'engine.js': { type: javascript, text: script },
    'comlink.mjs': { type: javascript, text: comlink },
  });
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
    record: () => call('record'),
    play: (speed, until) => call('play', speed, ...(until ? [until] : [])),
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
