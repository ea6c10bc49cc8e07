/** Service code is evaluated under names like `flotilla:orders/services/orders.ts`; shelf libraries under others. */
export const serviceCodePrefix = 'flotilla:';

const frame = /flotilla:[^/\s]+\/([^\s():]+):(\d+):\d+/;

interface CallSite {
  getScriptNameOrSourceURL(): string | null;
  getLineNumber(): number | null;
}

/** V8 hands over the frames themselves where it may: to write all of them out as text costs more than the call. */
interface StackHooks {
  prepareStackTrace: ((error: Error, frames: CallSite[]) => unknown) | undefined;
}

const keepFrames = (_error: Error, frames: CallSite[]): unknown => frames;

/** `services/orders.ts:12` of the innermost frame of service code, whatever the engine's format of a stack. */
export function callerLine(): string | null {
  const hooks = Error as unknown as StackHooks;
  const before = hooks.prepareStackTrace;
  hooks.prepareStackTrace = keepFrames;
  const stack: unknown = new Error().stack;
  hooks.prepareStackTrace = before;
  return Array.isArray(stack) ? lineOfFrames(stack as CallSite[]) : lineOfText(String(stack));
}

function lineOfFrames(frames: readonly CallSite[]): string | null {
  for (const site of frames) {
    const name = site.getScriptNameOrSourceURL();
    if (name?.startsWith(serviceCodePrefix)) return `${name.slice(name.indexOf('/') + 1)}:${site.getLineNumber()}`;
  }
  return null;
}

function lineOfText(stack: string): string | null {
  const match = frame.exec(stack);
  return match ? `${match[1]}:${match[2]}` : null;
}

export function sourceName(service: string, path: string): string {
  return `${serviceCodePrefix}${service}/${path}`;
}
