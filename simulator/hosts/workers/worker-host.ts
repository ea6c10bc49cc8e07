import { readUsage } from '../../platform/read-usage.ts';
import { readWindowResult } from '../../platform/read-window-result.ts';
import { refused } from '../../wire/instance-events.ts';
import { RecurringHeard } from './recurring.ts';
import { resultIn } from './result-text.ts';
import { stepsIn, Watchdog, type Watched } from './watchdog.ts';
import type { InstanceHost, InstancePort, Usage } from '../../platform/instance-port.ts';
import type { InstanceEffect, InstanceEvent, WindowResult } from '../../wire/instance-events.ts';
import type { Micros, NodeId } from '../../wire/packet.ts';

/** A thread or worker that runs `instance-worker`; texts go both ways, because JSON is cheaper here than structured clones. */
export interface WorkerChannel {
  post(text: string): void;
  onText(listen: (text: string) => void): void;
  /** The worker died by itself: out of memory, or it could not start. */
  onDeath(listen: (reason: string) => void): void;
  terminate(): void;
}

export interface WorkerHostOptions {
  create(replica: string): WorkerChannel;
  readonly shelf: Readonly<Record<string, string>>;
  /** Told when the watchdog had to end a process: the run is not the same without that knowledge. */
  onHung(node: NodeId, atUs: Micros, reason: string): void;
  setTimer(run: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
}

/** Wall time in which a window must come back. */
const watchdogMs = 1_000;
/** A worker has to be made first, on a machine that may be busy with many. */
const startMs = 10_000;
/** Then it loads all of its code, all at once with the others. Loops in it are counted and end sooner. */
const loadMs = 5_000;
/** What a worker says once, when it is there. */
export const upText = 'up';
/** Goes before what it says of its load, which may come when nobody waits for it any more. */
export const usageMark = 'usage ';

export type ToInstance =
  | { readonly kind: 'shelf'; readonly texts: Readonly<Record<string, string>> }
  | { readonly kind: 'usage' }
  | { readonly kind: 'window'; readonly untilUs: Micros; readonly events: readonly InstanceEvent[] };

/** One worker for each process: a realm of its own, ended from outside when it does not come back. */
export class WorkerHost implements InstanceHost {
  readonly #options: WorkerHostOptions;
  readonly #watchdog: Watchdog;

  constructor(options: WorkerHostOptions) {
    this.#options = options;
    this.#watchdog = new Watchdog(options);
  }

  open(node: NodeId, replica: string): InstancePort {
    return new WorkerPort(this.#options, this.#watchdog, node, replica);
  }
}

class WorkerPort implements InstancePort, Watched {
  readonly #options: WorkerHostOptions;
  readonly #watchdog: Watchdog;
  readonly #node: NodeId;
  #channel: WorkerChannel | null;
  #settle: ((text: string | { died: string }) => void) | null = null;
  #isAskedForUsage = false;
  #isUp = false;
  #isLoading = false;
  /** Of its time for the window in hand. */
  #stepsLeft = 0;
  readonly #callers = new Set<NodeId>();
  readonly #heard = new RecurringHeard();

  constructor(options: WorkerHostOptions, watchdog: Watchdog, node: NodeId, replica: string) {
    this.#options = options;
    this.#watchdog = watchdog;
    this.#node = node;
    watchdog.add(this);
    this.#channel = options.create(replica);
    this.#channel.onText((text) => this.#hear(text));
    this.#channel.onDeath((reason) => this.#settle?.({ died: reason }));
  }

  async window(untilUs: Micros, events: readonly InstanceEvent[], fromUs: Micros): Promise<WindowResult> {
    const channel = this.#channel;
    if (!channel) return endedWindow(events, 0, null);
    this.#sendShelf(channel, events);
    this.#isLoading = events.some((event) => event.kind === 'start');
    this.#post(channel, { kind: 'window', untilUs, events });
    const outcome = await this.#answer();
    for (const event of events) if (event.kind === 'call') this.#callers.add(event.from);
    const bounds = { fromUs, untilUs, hasAsked: (node: NodeId) => this.#callers.has(node) };
    const result = typeof outcome === 'string' ? readWindowResult(resultIn(outcome, this.#heard), bounds) : null;
    if (result) return result;
    const reason =
      typeof outcome === 'string' ? 'its code changed built-in objects so that it no longer works' : outcome.died;
    // All that it did in this window is lost, so it died when the window began.
    this.#options.onHung(this.#node, fromUs, reason);
    this.dispose();
    return endedWindow(events, fromUs, reason);
  }

  async usage(): Promise<Usage | null> {
    if (!this.#channel || !this.#isUp) return null;
    this.#post(this.#channel, { kind: 'usage' });
    this.#isAskedForUsage = true;
    const outcome = await this.#answer();
    this.#isAskedForUsage = false;
    return typeof outcome === 'string' ? readUsage(outcome.slice(usageMark.length)) : null;
  }

  dispose(): void {
    this.#channel?.terminate();
    this.#channel = null;
    this.#watchdog.remove(this);
  }

  #hear(text: string): void {
    if (text === upText) this.#nowUp();
    else if (text.startsWith(usageMark) === this.#isAskedForUsage) this.#settle?.(text);
  }

  #answer(): Promise<string | { died: string }> {
    return new Promise((resolve) => {
      this.#settle = (outcome) => {
        this.#settle = null;
        resolve(outcome);
      };
      this.#stepsLeft = stepsIn(this.#allowedMs);
    });
  }

  #nowUp(): void {
    this.#isUp = true;
    this.#stepsLeft = stepsIn(this.#allowedMs);
  }

  get #allowedMs(): number {
    return !this.#isUp ? startMs : this.#isLoading ? loadMs : watchdogMs;
  }

  countStep(): void {
    if (this.#settle === null || this.#stepsLeft-- > 0) return;
    this.#settle({ died: `did not come back within ${this.#allowedMs / 1000} s of real time` });
  }

  /** Only what its code imports: the whole shelf would make every worker heavy. */
  #sendShelf(channel: WorkerChannel, events: readonly InstanceEvent[]): void {
    for (const event of events) {
      if (event.kind !== 'start' || !event.spec) continue;
      const wanted = new Set(event.spec.services.flatMap((service) => service.shelf));
      const texts = Object.fromEntries(Object.entries(this.#options.shelf).filter(([name]) => wanted.has(name)));
      this.#post(channel, { kind: 'shelf', texts });
    }
  }

  #post(channel: WorkerChannel, message: ToInstance): void {
    channel.post(JSON.stringify(message));
  }
}

/**
 * What a window looks like whose process is gone: callers are refused, as by any machine where nobody listens. Calls from before
 * `atUs` it had taken, though it was to hear of them late: the end of the process cuts those.
 */
function endedWindow(events: readonly InstanceEvent[], atUs: Micros, reason: string | null): WindowResult {
  const why = reason ?? 'it is not running';
  const effects: InstanceEffect[] = reason === null ? [] : [{ kind: 'end', atUs, end: 'hung', reason }];
  for (const event of events) {
    if (event.kind === 'call' && event.atUs >= atUs) effects.push(refused(event, event.atUs, why));
  }
  return { effects, nextWakeUs: null, room: 0 };
}
