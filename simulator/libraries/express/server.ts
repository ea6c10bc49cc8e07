import type { Bridge, RequestHandler } from '../../wire/bridge.ts';
import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { Emitter } from './emitter.ts';
import { codedError } from './http-error.ts';
import type { Request } from './message/request.ts';

const portDefault = 3000;

/** What `app.listen` returns. Any port is as good as another: a service is reached by its name. */
export class Server extends Emitter {
  readonly #bridge: Bridge;
  readonly #port: number;
  #door: { close(): void } | null;
  #inHand = 0;
  #closing: ((error?: Error) => void)[] = [];

  constructor(
    bridge: Bridge,
    port: unknown,
    answer: (message: HttpRequest, respond: (response: HttpResponse) => void) => Request,
    done?: () => void,
  ) {
    super();
    this.#bridge = bridge;
    this.#port = Number(port) > 0 ? Number(port) : portDefault;
    const handle: RequestHandler = (message, respond, onAbort) => {
      this.#inHand += 1;
      let open = true;
      const leave = (): void => {
        if (!open) return;
        open = false;
        this.#inHand -= 1;
        this.#finishClosing();
      };
      // Registered first: a handler may answer before `answer` returns.
      const request = answer(message, (response) => {
        leave();
        respond(response);
      });
      onAbort(() => {
        if (!open) return;
        leave();
        request.aborted = true;
        request.emit('aborted');
        request.emit('close');
        request.res.emit('close');
      });
    };
    this.#door = bridge.listen(handle);
    if (done) this.once('listening', done);
    bridge.after(0, () => this.emit('listening'));
  }
  get listening(): boolean {
    return this.#door !== null;
  }
  address(): { port: number; family: string; address: string } {
    return { port: this.#port, family: 'IPv4', address: '0.0.0.0' };
  }
  /** Takes no new requests; `done` hears when those in hand are answered. */
  close(done?: (error?: Error) => void): this {
    if (this.#door === null) {
      done?.(codedError('ERR_SERVER_NOT_RUNNING', 'Server is not running.'));
      return this;
    }
    this.#door.close();
    this.#door = null;
    if (done) this.#closing.push(done);
    this.#finishClosing();
    return this;
  }
  #finishClosing(): void {
    if (this.#door !== null || this.#inHand > 0) return;
    const waiting = this.#closing.splice(0);
    this.#bridge.after(0, () => {
      this.emit('close');
      for (const done of waiting) done();
    });
  }
  closeAllConnections(): void {}
  closeIdleConnections(): void {}
  setTimeout(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
