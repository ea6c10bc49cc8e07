import { Instance } from '../../runtime/instance/instance.ts';
import { createRealm } from '../realm.ts';
import { RecurringHeard, RecurringSent } from './texts/recurring.ts';
import { resultText } from './texts/result-text.ts';
import { windowIn } from './texts/window-text.ts';
import { upText, usageMark } from './worker-host.ts';
import type { ToInstance } from './worker-host.ts';

/** The worker's end of the instance protocol: texts in, texts out. */
export function serveInstance(post: (text: string) => void): (text: string) => void {
  const shelf: Record<string, string> = {};
  const instance = new Instance(createRealm(shelf));
  const sent = new RecurringSent();
  const heard = new RecurringHeard();
  post(upText);
  return (text) => {
    const message = JSON.parse(text) as ToInstance | Parameters<typeof windowIn>[0];
    if ('length' in message) {
      const { untilUs, events } = windowIn(message, heard);
      post(resultText(instance.window(untilUs, events), sent));
    } else if (message.kind === 'shelf') Object.assign(shelf, message.texts);
    else if (message.kind === 'usage') post(usageMark + JSON.stringify(instance.usage()));
  };
}
