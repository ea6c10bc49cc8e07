import type { EngineFrame, PastPicture } from '../../../simulator/index.ts';
import type { FrameStore } from '../stores/frame-store.ts';
import type { MessageStream } from '../stores/message-stream.ts';
import type { WorldClient } from './world-client.ts';

/** Looks at a run as it was: fills the stores with a moment that is over, the newest that was asked for. */
export class BackwardLook {
  readonly #frames: FrameStore;
  readonly #messages: MessageStream;
  #wantedUs: number | null = null;
  #isAsking = false;
  /** The moment whose picture is shown; null while that is now. */
  atUs: number | null = null;

  constructor(frames: FrameStore, messages: MessageStream) {
    this.#frames = frames;
    this.#messages = messages;
  }

  /** Whoever drags asks faster than pictures come: those in between are left out. */
  async look({ engine }: WorldClient, atUs: number): Promise<void> {
    this.#wantedUs = atUs;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      let shownUs: number | null = null;
      while (this.#wantedUs !== null && this.#wantedUs !== shownUs) {
        shownUs = this.#wantedUs;
        const picture = await engine.past(shownUs);
        if (picture && this.#isWanted()) this.#show(picture);
      }
    } finally {
      this.#isAsking = false;
    }
  }

  end(): void {
    this.#wantedUs = null;
    if (this.atUs === null) return;
    this.atUs = null;
    this.#messages.clear();
    this.#frames.lookAtNow();
  }

  #isWanted(): boolean {
    return this.#wantedUs !== null;
  }

  #show(picture: PastPicture): void {
    this.atUs = picture.frame.virtualUs;
    this.#frames.lookBack(picture);
    this.#messages.clear();
    this.#messages.take(standing(picture.frame));
  }
}

/** Time stands in a picture, however fast it went when it was taken. */
function standing(frame: EngineFrame): EngineFrame {
  return { ...frame, playing: false };
}
