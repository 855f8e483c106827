/** A square part of the mathematical plane, drawn on a canvas. */

import { resetCanvas } from "../canvas";
import { CARD, MUTE } from "../colors";

export type Pair = [number, number];

export const X_COLOR = "#f2a640"; // of what belongs to x
export const Y_COLOR = "#4fb3ff"; // of what belongs to y
export const SHADOW = "rgba(8, 11, 17, 0.75)"; // around what lies on a heat map

const MARGIN = 26; // px, for the ticks of the axes

export class Plane {
  private context: CanvasRenderingContext2D;
  private size = 1; // px, of the square

  /**
   * @param half the plane extends from -half to half along both axes.
   * @param resized is called after the canvas changes its size.
   */
  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly half: number,
    resized: () => void,
  ) {
    this.context = this.begin();
    new ResizeObserver(resized).observe(canvas);
  }

  /** Clears the canvas. */
  begin(): CanvasRenderingContext2D {
    const { context, width, height } = resetCanvas(this.canvas);
    this.context = context;
    this.size = Math.max(1, Math.min(width, height) - MARGIN);
    return context;
  }

  /** Returns where a point of the plane is on the canvas, in px. */
  px([x, y]: Pair): Pair {
    return [MARGIN + this.length(x + this.half), this.length(this.half - y)];
  }

  /** Converts a length in the plane to px. */
  length(inPlane: number): number {
    return (inPlane / (2 * this.half)) * this.size;
  }

  /** Returns the point of the plane under the mouse. */
  at(event: MouseEvent): Pair {
    const box = this.canvas.getBoundingClientRect();
    const unit = (2 * this.half) / this.size;
    return [
      (event.clientX - box.left - MARGIN) * unit - this.half,
      this.half - (event.clientY - box.top) * unit,
    ];
  }

  /** Draws ticks below and to the left of the square, at multiples of `every`. */
  axes(every: number): void {
    const { context } = this;
    context.fillStyle = CARD;
    context.fillRect(0, 0, MARGIN, this.size + MARGIN);
    context.fillRect(0, this.size, this.size + MARGIN, MARGIN);
    context.fillStyle = MUTE;
    const last = Math.floor(this.half / every);
    for (let i = -last; i <= last; i++) {
      const value = i * every;
      const text = String(value).replace("-", "−");
      const [x, y] = this.px([value, value]);
      context.textAlign = "center";
      context.textBaseline = "bottom";
      context.fillText(text, x, this.size + MARGIN);
      context.textAlign = "right";
      context.textBaseline = "middle";
      context.fillText(text, MARGIN - 6, y);
    }
  }

  line(points: Pair[], color: string, width: number, dash: number[] = []): void {
    this.lines([points], color, width, dash);
  }

  lines(lines: Pair[][], color: string, width: number, dash: number[] = []): void {
    const { context } = this;
    context.beginPath();
    for (const points of lines) {
      context.moveTo(...this.px(points[0]));
      for (const point of points.slice(1)) context.lineTo(...this.px(point));
    }
    context.setLineDash(dash);
    context.lineWidth = width;
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = color;
    context.stroke();
    context.setLineDash([]);
  }

  dot(at: Pair, radius: number, color: string, rim = SHADOW): void {
    const { context } = this;
    context.beginPath();
    context.arc(...this.px(at), radius, 0, 2 * Math.PI);
    context.fillStyle = color;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = rim;
    context.stroke();
  }

  /** Draws an arrow with a shadow, unless it is shorter than a pixel. */
  arrow(from: Pair, to: Pair, color: string, width: number): void {
    const [[x0, y0], [x1, y1]] = [this.px(from), this.px(to)];
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length < 1) return;
    const head = Math.min(length, 4 + 3 * width);
    const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
    const [bx, by] = [x1 - head * ux, y1 - head * uy];
    const wing = 0.45 * head;
    const { context } = this;
    const tip = new Path2D();
    tip.moveTo(x1, y1);
    tip.lineTo(bx - wing * uy, by + wing * ux);
    tip.lineTo(bx + wing * uy, by - wing * ux);
    tip.closePath();
    const shaft = new Path2D();
    shaft.moveTo(x0, y0);
    shaft.lineTo(bx, by);
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = SHADOW;
    context.lineWidth = 3;
    context.stroke(tip);
    context.lineWidth = width + 3;
    context.stroke(shaft);
    context.strokeStyle = context.fillStyle = color;
    context.lineWidth = width;
    context.stroke(shaft);
    context.fill(tip);
  }
}
