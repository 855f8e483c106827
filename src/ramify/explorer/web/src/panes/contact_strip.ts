/** A strip with one row per foot, filled while the foot touches the floor. The filled share is the measure. */

import { resetCanvas } from "../canvas";
import { make } from "../dom";
import type { Trajectory } from "../motion/trajectory";

export class ContactStrip {
  readonly element: HTMLElement;
  private readonly canvas = make("canvas");
  private readonly timeMark = make("i");
  private readonly resized = new ResizeObserver(() => this.draw());

  constructor(
    private readonly trajectory: Trajectory,
    private readonly colors: string[],
    seek: (seconds: number) => void,
  ) {
    this.element = make("div", "strip", this.canvas, this.timeMark);
    this.element.style.setProperty("--feet", String(colors.length));
    this.element.title = "When each foot touches the floor. Click to go to that time.";
    const seekTo = (event: PointerEvent): void => {
      const { left, width } = this.element.getBoundingClientRect();
      seek(Math.max(0, Math.min(1, (event.clientX - left) / width)) * trajectory.duration);
    };
    this.element.addEventListener("pointerdown", (event) => {
      event.stopPropagation(); // the camera stays where it is
      this.element.setPointerCapture(event.pointerId);
      seekTo(event);
    });
    this.element.addEventListener("pointermove", (event) => {
      if (event.buttons) seekTo(event);
    });
    this.resized.observe(this.canvas);
  }

  draw(): void {
    const { context, width, height } = resetCanvas(this.canvas);
    const { trajectory } = this;
    const frames = Math.max(2, Math.round(trajectory.duration / trajectory.dt) + 1);
    const rowHeight = height / this.colors.length;
    this.colors.forEach((color, foot) => {
      context.fillStyle = "rgb(255 255 255 / 0.07)";
      context.fillRect(0, foot * rowHeight + 1, width, rowHeight - 2);
      context.fillStyle = color;
      for (let from = 0; from < trajectory.frames; from++) {
        if (!trajectory.inContact(from, foot)) continue;
        let to = from + 1;
        while (to < trajectory.frames && trajectory.inContact(to, foot)) to++;
        const [left, right] = [(from / frames) * width, (to / frames) * width];
        context.fillRect(left, foot * rowHeight + 1, Math.max(0.7, right - left), rowHeight - 2);
        from = to;
      }
    });
  }

  showTime(seconds: number): void {
    const { duration } = this.trajectory;
    this.timeMark.style.left = `${(100 * Math.min(seconds, duration)) / duration}%`;
  }

  dispose(): void {
    this.resized.disconnect();
    this.element.remove();
  }
}
