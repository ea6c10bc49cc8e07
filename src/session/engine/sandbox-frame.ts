import { EngineProblem } from './engine-problem.ts';

const readyWithinMs = 5_000;

/** What the engine's page says; see simulator/hosts/sandbox. */
type FromSandbox = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly reason: string };

/**
 * The frame that holds the sandbox. Service code is locked into a frame of opaque origin within: no network, no storage,
 * none of the page's objects.
 */
export class SandboxFrame {
  readonly #element: HTMLIFrameElement;
  readonly #listening = new AbortController();
  readonly #ready: Promise<void>;
  #onFailed: (reason: string) => void = () => {};

  constructor() {
    this.#element = document.createElement('iframe');
    this.#element.src = './sandbox.html';
    this.#element.title = 'The engine that runs the fleet';
    this.#element.hidden = true;
    this.#ready = new Promise((resolve, reject) => {
      const listen = (event: MessageEvent<FromSandbox>): void => {
        if (event.source !== this.#element.contentWindow) return;
        if (event.data.kind === 'ready') resolve();
        else this.#onFailed(event.data.reason);
      };
      addEventListener('message', listen, { signal: this.#listening.signal });
      setTimeout(() => reject(notReady()), readyWithinMs);
    });
    document.body.append(this.#element);
  }

  ready(): Promise<void> {
    return this.#ready;
  }

  /** Hands over the engine, since the frame can load nothing; what more it needs it asks for over the port. */
  start(script: string, port: MessagePort): void {
    this.#element.contentWindow?.postMessage({ kind: 'start', script }, location.origin, [port]);
  }

  onFailed(listen: (reason: string) => void): void {
    this.#onFailed = listen;
  }

  /** With the frame go its workers, whatever they are doing. */
  remove(): void {
    this.#listening.abort();
    this.#element.remove();
  }
}

function notReady(): EngineProblem {
  return new EngineProblem(
    'The sandbox that the fleet runs in did not open.',
    'An extension or a strict setting of the browser may block frames. Allow them for this page and try again.',
    [`${new URL('./sandbox.html', document.baseURI).href} was not ready within ${readyWithinMs / 1000} s`],
  );
}
