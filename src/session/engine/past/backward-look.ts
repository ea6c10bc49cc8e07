import type { EngineFrame, PastPicture } from '../../../../simulator/index.ts';
import type { FrameStore } from '../../stores/frame-store.ts';
import type { MessageStream } from '../../stores/message-stream.ts';
import { Looking } from './looking.ts';

/** Shows a run as it was: fills the stores with a moment that is over. */
export class BackwardLook {
  readonly #frames: FrameStore;
  readonly #messages: MessageStream;
  readonly #looking = new Looking();
  /** The moment whose picture is shown; null while that is now. */
  atUs: number | null = null;

  readonly #changed: () => void;

  /** `changed` hears whenever another moment is shown. */
  constructor(frames: FrameStore, messages: MessageStream, changed: () => void) {
    this.#frames = frames;
    this.#messages = messages;
    this.#changed = changed;
  }

  look(atUs: number, pictureAt: (atUs: number) => Promise<PastPicture | null>): Promise<void> {
    return this.#looking.look(atUs, async (wantedUs) => {
      const picture = await pictureAt(wantedUs);
      return picture && (() => this.show(picture));
    });
  }

  show(picture: PastPicture): void {
    this.atUs = picture.frame.virtualUs;
    this.#frames.lookBack(picture);
    this.#messages.clear();
    this.#messages.take(standing(picture.frame));
    this.#changed();
  }

  end(): void {
    this.#looking.end();
    if (this.atUs === null) return;
    this.atUs = null;
    this.#messages.clear();
    this.#frames.lookAtNow();
    this.#changed();
  }
}

/** Time stands in a picture, however fast it went when it was taken. */
function standing(frame: EngineFrame): EngineFrame {
  return { ...frame, playing: false };
}
