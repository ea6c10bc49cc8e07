import { Instance } from '../runtime/instance/instance.ts';
import type { InstanceHost, InstancePort } from '../platform/instance-port.ts';
import type { Micros, NodeId } from '../wire/packet.ts';
import type { Realm } from '../runtime/instance/realm.ts';

/**
 * Kernel and all processes in one realm: inline in Node, *group* in the browser. The fastest way, for runs of code that is
 * trusted or locked in; it cannot end a loop that the compiler did not see, so whoever uses it watches from outside.
 */
export class SharedRealmHost implements InstanceHost {
  readonly #realm: Realm;
  readonly #beforeWindow: (replica: string, fromUs: Micros) => void;

  /** `beforeWindow` tells whoever looks for the process that does not come back. */
  constructor(realm: Realm, beforeWindow: (replica: string, fromUs: Micros) => void = () => {}) {
    this.#realm = realm;
    this.#beforeWindow = beforeWindow;
  }

  open(_node: NodeId, replica: string): InstancePort {
    const instance = new Instance(this.#realm);
    return {
      window: (untilUs, events, fromUs) => {
        this.#beforeWindow(replica, fromUs);
        return instance.window(untilUs, events);
      },
      usage: () => instance.usage(),
      dispose: () => {},
    };
  }
}
