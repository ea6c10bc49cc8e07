import { constructorNameOf, type InspectContext, keysOf } from './inspect-context.ts';
import type { Kind } from './kind.ts';

/** Frames as V8 (`    at run (file:1:2)`) and Firefox (`run@file:1:2`) write them. */
const frame = /^(?:\s+at .+|[^\s@]*@\S+:\d+:\d+)$/;

export function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => frame.test(line))
    .join('\n');
}

/** Splits a text such as `error.stack` into what every engine says alike and the frames. */
export function withoutFrames(text: string): { text: string; frames: string } {
  if (!/\n\s+at |@\S+:\d+:\d+/.test(text)) return { text, frames: '' };
  const lines = text.split('\n');
  return {
    text: lines.filter((line) => !frame.test(line)).join('\n'),
    frames: lines.filter((line) => frame.test(line)).join('\n'),
  };
}

/** `TypeError: message`, with the class's name where the error does not name itself. */
function errorTitle(error: Error): string {
  const name = error.name === undefined || error.name === null ? 'Error' : String(error.name);
  const message = error.message === undefined ? '' : String(error.message);
  const constructor = constructorNameOf(error);
  let shown = name;
  if (constructor === null) shown = `[${name}: null prototype]`;
  else if (constructor !== name && name.endsWith('Error')) {
    if (constructor.includes(name)) shown = constructor;
    else if (isClassOfItsOwn(name)) shown = `${constructor} [${name}]`;
  }
  if (message === '') return shown;
  return shown === '' ? message : `${shown}: ${message}`;
}

/** A name that the code gave on purpose is enough by itself; the plain ones, and those of DOMExceptions, are not. */
function isClassOfItsOwn(name: string): boolean {
  return /^(Error|AggregateError|EvalError|RangeError|ReferenceError|SyntaxError|TypeError|URIError|AbortError|TimeoutError)$/.test(
    name,
  );
}

export function errorKind(context: InspectContext, error: Error, level: number): Kind {
  const title = errorTitle(error);
  const stack: unknown = error.stack;
  const frames = typeof stack === 'string' ? framesOf(stack) : '';
  if (frames !== '') context.stacks.push(frames);
  const keys = keysOf(error).filter((key) => key !== 'name' && key !== 'message' && key !== 'stack');
  const hiddenKeys = (['cause', 'errors'] as const).filter(
    (key) => Reflect.getOwnPropertyDescriptor(error, key)?.enumerable === false,
  );
  const entries = (): string[] => {
    const hidden: string[] = [];
    for (const key of hiddenKeys) {
      const descriptor = Reflect.getOwnPropertyDescriptor(error, key);
      context.indentation += 2;
      hidden.push(`[${key}]: ${context.format(context, descriptor?.value, level)}`);
      context.indentation -= 2;
    }
    return hidden;
  };
  const indented = context.indentation === 0 ? title : title.replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
  return { base: indented, open: '{', close: '}', entries, hasEntries: hiddenKeys.length > 0, keys, empty: indented };
}
