/** Shows a moment, once its picture is there; null where there is none. */
type Bring = (atUs: number) => Promise<(() => void) | null>;

/** Moments that somebody wants to see. Whoever drags asks faster than pictures come: those in between are left out. */
export class Looking {
  #wantedUs: number | null = null;
  #isAsking = false;

  async look(atUs: number, bring: Bring): Promise<void> {
    this.#wantedUs = atUs;
    if (this.#isAsking) return;
    this.#isAsking = true;
    try {
      let shownUs: number | null = null;
      while (this.#wantedUs !== null && this.#wantedUs !== shownUs) {
        shownUs = this.#wantedUs;
        const show = await bring(shownUs);
        if (this.#isWanted()) show?.();
      }
    } finally {
      this.#isAsking = false;
    }
  }

  end(): void {
    this.#wantedUs = null;
  }

  #isWanted(): boolean {
    return this.#wantedUs !== null;
  }
}
