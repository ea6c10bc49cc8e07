/** A command line that cannot be understood: said in one line, exit code 2. */
export class UsageError extends Error {}

export interface OptionShape {
  readonly [name: string]: { readonly takes: 'value' | 'nothing'; readonly expected: string };
}

export interface Options {
  readonly positional: readonly string[];
  flag(name: string): boolean;
  /** The last one given. */
  text(name: string): string | undefined;
  /** All of an option that may be given more than once. */
  texts(name: string): readonly string[];
}

export function parseOptions(args: readonly string[], shape: OptionShape): Options {
  const positional: string[] = [];
  const given = new Map<string, string[]>();
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (!arg.startsWith('--')) {
      positional.push(arg);
      continue;
    }
    const [, name = '', inline] = /^--([^=]*)(?:=(.*))?$/s.exec(arg)!;
    const option = shape[name];
    if (!option)
      throw new UsageError(
        `unknown option --${name}; expected one of ${Object.keys(shape)
          .map((known) => `--${known}`)
          .join(' ')}`,
      );
    if (option.takes === 'nothing') {
      given.set(name, []);
      continue;
    }
    const value = inline ?? args[++index];
    if (value === undefined) throw new UsageError(`--${name} needs a value: ${option.expected}`);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  const texts = (name: string): readonly string[] => given.get(name) ?? [];
  return { positional, flag: (name) => given.has(name), text: (name) => texts(name).at(-1), texts };
}
