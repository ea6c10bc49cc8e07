import type { Bridge } from '../../wire/bridge.ts';
import { type Application, createApplication } from './application.ts';
import { notOffered } from './http-error.ts';
import { json, raw, text, urlencoded } from './parsing/body-parsers.ts';
import { createRouter } from './routing/router.ts';

export interface Express {
  (): Application;
  /** Itself, for `require('express').default` and whoever imports it through a CommonJS wrapper. */
  readonly default: Express;
  readonly Router: typeof createRouter;
  readonly json: typeof json;
  readonly urlencoded: typeof urlencoded;
  readonly text: typeof text;
  readonly raw: typeof raw;
  readonly static: () => never;
}

export function createExpress(bridge: Bridge): Express {
  const named = {
    Router: createRouter,
    json,
    urlencoded,
    text,
    raw,
    static: (): never => {
      throw notOffered('express.static', 'a simulated process has no file system; answer with the text itself');
    },
  };
  const express = Object.assign(() => createApplication(bridge), named) as unknown as Express;
  return Object.assign(express, { default: express });
}
