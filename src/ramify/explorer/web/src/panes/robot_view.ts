/** A robot walking in three dimensions, with the strip of its contacts. */

import type { Message } from "../packed";
import { opening } from "../motion/told";
import { Track } from "../motion/track";
import type { Stage } from "../scene/stage";
import { Walker } from "../scene/walker";
import type { Picture } from "./picture";
import { Strip } from "./strip";

export class Robot implements Picture {
  walker: Walker | null = null;
  seconds = 0;
  private track: Track | null = null;
  private strip: Strip | null = null;

  constructor(
    private readonly stage: Stage,
    private readonly element: HTMLElement,
    private readonly seek: (seconds: number) => void,
  ) {}

  get duration(): number {
    return this.track?.duration ?? 0;
  }

  get step(): number {
    return this.track?.dt ?? 0;
  }

  hear(message: Message): void {
    const told = opening(message);
    const { feet } = this.stage.stock.scene;
    if (told) this.track = new Track(told, feet.length);
    const { track } = this;
    if (!track) return;
    track.append(message);
    if (!track.frames) return;
    if (this.walker) this.walker.update();
    else {
      this.walker = new Walker(this.stage.stock, track);
      const colours = feet.map(({ measure }) => this.stage.stock.colours[measure]);
      this.strip = new Strip(track, colours, this.seek);
      this.element.append(this.strip.element);
    }
    this.strip?.draw();
  }

  draw(seconds: number): void {
    this.seconds = seconds;
    this.strip?.point(seconds);
  }

  dispose(): void {
    this.walker?.dispose();
    this.strip?.dispose();
    this.strip?.element.remove();
  }
}
