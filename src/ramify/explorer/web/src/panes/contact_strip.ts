/** The contacts over time, a row a foot: the strip literally shows the measure. A click seeks. */

import { fresh } from "../canvas";
import { make } from "../dom";
import type { Track } from "../motion/track";

export class Strip {
  readonly element: HTMLElement;
  private readonly canvas = make("canvas");
  private readonly head = make("i");
  private readonly resized = new ResizeObserver(() => this.draw());

  constructor(
    private readonly track: Track,
    private readonly colours: string[],
    seek: (seconds: number) => void,
  ) {
    this.element = make("div", "strip", this.canvas, this.head);
    this.element.style.setProperty("--feet", String(colours.length));
    this.element.title = "When each foot touches the floor. Click: go there.";
    const to = (event: PointerEvent): void => {
      const { left, width } = this.element.getBoundingClientRect();
      seek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * track.duration);
    };
    this.element.addEventListener("pointerdown", (event) => {
      event.stopPropagation(); // the camera stays
      this.element.setPointerCapture(event.pointerId);
      to(event);
    });
    this.element.addEventListener("pointermove", (event) => {
      if (event.buttons) to(event);
    });
    this.resized.observe(this.canvas);
  }

  draw(): void {
    const { context, width, height } = fresh(this.canvas);
    const frames = Math.max(2, Math.round(this.track.duration / this.track.dt) + 1);
    const tall = height / this.colours.length;
    this.colours.forEach((colour, foot) => {
      context.fillStyle = "rgb(255 255 255 / 0.07)";
      context.fillRect(0, foot * tall + 1, width, tall - 2);
      context.fillStyle = colour;
      for (let from = 0; from < this.track.frames; from++) {
        if (!this.track.contact(from, foot)) continue;
        let to = from + 1;
        while (to < this.track.frames && this.track.contact(to, foot)) to++;
        const [left, right] = [(from / frames) * width, (to / frames) * width];
        context.fillRect(left, foot * tall + 1, Math.max(0.7, right - left), tall - 2);
        from = to;
      }
    });
  }

  point(seconds: number): void {
    this.head.style.left = `${(100 * Math.min(seconds, this.track.duration)) / this.track.duration}%`;
  }

  dispose(): void {
    this.resized.disconnect();
  }
}
