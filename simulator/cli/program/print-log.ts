import type { Fact, LogFact } from '../../wire/facts.ts';
import type { FactSink } from '../../kernel/fact-stream.ts';
import { shownPath } from './source-files.ts';
import type { NodeId } from '../../wire/packet.ts';

/** What a program prints, as it prints it: warnings and errors on the error output. */
export function logPrinter(node: NodeId, service: string, root: string): FactSink {
  const prefix = shownPath(root);
  return (stamped) => {
    if (stamped.node !== node) return;
    const text = textOf(stamped.fact);
    if (text !== null) (text.isError ? process.stderr : process.stdout).write(`${text.lines}\n`);
  };

  function textOf(fact: Fact): { readonly lines: string; readonly isError: boolean } | null {
    if (fact.kind === 'limit') return { lines: `flotilla: ${fact.text}`, isError: true };
    if (fact.kind !== 'log') return null;
    return { lines: linesOf(fact), isError: fact.level === 'warn' || fact.level === 'error' };
  }

  /** Frames name a file by its service and its path below the root. */
  function linesOf({ message, unhashed }: LogFact): string {
    if (!unhashed?.stack) return message;
    return `${message}\n${unhashed.stack.replaceAll(`${service}/`, prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/`)}`;
  }
}
