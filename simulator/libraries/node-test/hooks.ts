export type HookKind = 'before' | 'after' | 'beforeEach' | 'afterEach';

export type Hook = (context: unknown, done: (error?: unknown) => void) => unknown;

export async function runHooks(hooks: readonly Hook[]): Promise<void> {
  for (const hook of hooks) {
    if (hook.length < 2) await hook(undefined, () => {});
    else await new Promise<void>((resolve, reject) => hook(undefined, (error) => (error ? reject(error) : resolve())));
  }
}
