import { Buffer } from './bytes/buffer.ts';
import { Console } from './console/console.ts';
import { createInspect, type Inspect } from './console/inspect.ts';
import { LogSink } from './console/log-sink.ts';
import { createWebCrypto, CryptoKey } from './cryptography/web-crypto.ts';
import { createFetch } from './fetch/fetch.ts';
import { allowedGlobals } from './hardening/allow-list.ts';
import { refusingConstructor, refusingEval } from './hardening/code-from-text.ts';
import { createRestrictedIntl } from './locale/restricted-intl.ts';
import type { ProcessWorld } from './process-world.ts';
import { VirtualProcess } from './process/virtual-process.ts';
import { Performance } from './time/performance.ts';
import { createTimers } from './time/timers.ts';
import { createDate } from './time/virtual-date.ts';
import { createMath } from './math/virtual-math.ts';
import { createAbort } from './web/abort.ts';
import { atob, btoa } from './web/base64.ts';
import { createBlob } from './web/forms/blob.ts';
import type { MessageWorld } from './web/messages/message.ts';
import { BodyStream } from './web/messages/body-stream.ts';
import { DOMException } from './web/dom-exception.ts';
import { createEventTarget, CustomEvent, Event } from './web/event-target.ts';
import { FormData } from './web/forms/form-data.ts';
import { Headers } from './web/messages/headers.ts';
import { createJson } from './web/json.ts';
import { createRequest, type RequestClass } from './web/messages/request.ts';
import { createResponse, type ResponseClass } from './web/messages/response.ts';
import { createStructuredClone } from './web/structured-clone.ts';
import { createUrl } from './web/url.ts';

/** The parts of a service's globals that the runtime itself needs by type. */
export interface ServiceGlobals {
  /** Every global name a service sees, with its value; `globalThis` and `global` are this very object. */
  readonly names: Record<string, unknown>;
  readonly process: VirtualProcess;
  readonly Request: RequestClass;
  readonly Response: ResponseClass;
  readonly inspect: Inspect;
  /** What requests off the wire are made in. */
  readonly messages: MessageWorld;
}

export function createServiceGlobals(world: ProcessWorld): ServiceGlobals {
  const { Promise, stateOf } = world.jobs;
  const inspect = createInspect(
    (value) => stateOf?.(value) ?? (value instanceof Promise ? { state: 'pending' } : null),
  );
  const sink = new LogSink(world);
  const process = new VirtualProcess(world, sink);
  const messages = messageWorld(world);
  const web = webGlobals(world, messages);
  const names: Record<string, unknown> = {
    ...languageGlobals(world),
    ...createTimers(world),
    ...web,
    Math: createMath(world),
    Intl: createRestrictedIntl(() => world.wallMs()),
    performance: new Performance(world),
    console: new Console(world, inspect, sink),
    process,
    crypto: createWebCrypto(world),
    CryptoKey,
    Buffer,
    atob,
    btoa,
  };
  names['globalThis'] = names;
  names['global'] = names;
  return { names, process, Request: web.Request, Response: web.Response, inspect, messages };
}

function languageGlobals(world: ProcessWorld): Record<string, unknown> {
  const real = globalThis as unknown as Readonly<Record<string, unknown>>;
  const names: Record<string, unknown> = {};
  for (const name of allowedGlobals) names[name] = real[name];
  return {
    ...names,
    Promise: world.jobs.Promise,
    JSON: createJson(),
    Function: refusingConstructor('Function', Function.prototype),
    eval: refusingEval,
  };
}

function messageWorld(world: ProcessWorld): MessageWorld {
  const boundaryStream = world.random('multipart boundary');
  const digits = (): string => String(boundaryStream.below(1_000_000)).padStart(6, '0');
  return {
    jobs: world.jobs,
    blobs: createBlob(world.jobs, () => world.wallMs()),
    boundary: () => `----formdata-undici-${digits()}${digits()}`,
  };
}

function webGlobals(
  world: ProcessWorld,
  messages: MessageWorld,
): Record<string, unknown> & { Request: RequestClass; Response: ResponseClass } {
  const EventTarget = createEventTarget(world.jobs);
  const aborts = createAbort(world, EventTarget);
  const Request = createRequest(messages, aborts);
  const Response = createResponse(messages);
  const DateOfService = createDate(world);
  return {
    Date: DateOfService,
    Event,
    CustomEvent,
    EventTarget,
    DOMException,
    Headers,
    FormData,
    Request,
    Response,
    ReadableStream: BodyStream,
    URL: createUrl(),
    ...aborts,
    ...messages.blobs,
    structuredClone: createStructuredClone(DateOfService),
    fetch: createFetch(world, messages, Response),
  };
}
