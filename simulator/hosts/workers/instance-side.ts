import { Instance } from '../../runtime/instance/instance.ts';
import { createRealm } from '../realm.ts';
import { RecurringSent } from './recurring.ts';
import { resultText } from './result-text.ts';
import { upText, usageMark } from './worker-host.ts';
import type { ToInstance } from './worker-host.ts';

/** The worker's end of the instance protocol: texts in, texts out. */
export function serveInstance(post: (text: string) => void): (text: string) => void {
  const shelf: Record<string, string> = {};
  const instance = new Instance(createRealm(shelf));
  const sent = new RecurringSent();
  post(upText);
  return (text) => {
    const message = JSON.parse(text) as ToInstance;
    if (message.kind === 'shelf') Object.assign(shelf, message.texts);
    else if (message.kind === 'usage') post(usageMark + JSON.stringify(instance.usage()));
    else post(resultText(instance.window(message.untilUs, message.events), sent));
  };
}
