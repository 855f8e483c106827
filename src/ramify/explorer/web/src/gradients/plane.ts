/** A square piece of the mathematical plane, drawn on a canvas. */

import { fresh } from "../canvas";
import { CARD, MUTE } from "../colours";

export type Pair = [number, number];

/** Of what has two meanings at once: what lies along x, and what lies along y. */
export const X_COLOUR = "#f2a640";
export const Y_COLOUR = "#4fb3ff";

const MARGIN = 26; // px, for the figures along the axes
export const SHADOW = "rgba(8, 11, 17, 0.75)"; // round what lies on a heat map

export class Plane {
  private context: CanvasRenderingContext2D;
  private size = 1; // px, of the square

  /** From -half to half along both axes; `changed` is called when its size on the page has changed. */
  constructor(
    readonly canvas: HTMLCanvasElement,
    readonly half: number,
    changed: () => void,
  ) {
    this.context = this.begin();
    new ResizeObserver(changed).observe(canvas);
  }

  /** An empty canvas, as sharp as the screen. */
  begin(): CanvasRenderingContext2D {
    const { context, width, height } = fresh(this.canvas);
    this.context = context;
    this.size = Math.max(1, Math.min(width, height) - MARGIN);
    return context;
  }

  /** Where a point of the plane is on the canvas (px). */
  px([x, y]: Pair): Pair {
    return [MARGIN + this.length(x + this.half), this.length(this.half - y)];
  }

  /** How many px a length of the plane is. */
  length(of: number): number {
    return (of / (2 * this.half)) * this.size;
  }

  /** Where the mouse is in the plane. */
  at(event: MouseEvent): Pair {
    const box = this.canvas.getBoundingClientRect();
    const unit = (2 * this.half) / this.size;
    return [
      (event.clientX - box.left - MARGIN) * unit - this.half,
      this.half - (event.clientY - box.top) * unit,
    ];
  }

  /** Where a point of the plane is in the window. */
  onPage(at: Pair): Pair {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = this.px(at);
    return [box.left + x, box.top + y];
  }

  /** Figures below and at the left. */
  axes(every: number): void {
    const { context } = this;
    context.fillStyle = CARD;
    context.fillRect(0, 0, MARGIN, this.size + MARGIN);
    context.fillRect(0, this.size, this.size + MARGIN, MARGIN);
    context.fillStyle = MUTE;
    const most = Math.floor(this.half / every);
    for (let i = -most; i <= most; i++) {
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

  line(points: Pair[], colour: string, width: number, dash: number[] = []): void {
    this.lines([points], colour, width, dash);
  }

  lines(all: Pair[][], colour: string, width: number, dash: number[] = []): void {
    const { context } = this;
    context.beginPath();
    for (const points of all) {
      context.moveTo(...this.px(points[0]));
      for (const point of points.slice(1)) context.lineTo(...this.px(point));
    }
    context.setLineDash(dash);
    context.lineWidth = width;
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = colour;
    context.stroke();
    context.setLineDash([]);
  }

  dot(at: Pair, radius: number, colour: string, rim = SHADOW): void {
    const { context } = this;
    context.beginPath();
    context.arc(...this.px(at), radius, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = rim;
    context.stroke();
  }

  /** From one point to another; too short a one is left out. */
  arrow(from: Pair, to: Pair, colour: string, width: number): void {
    const [[x0, y0], [x1, y1]] = [this.px(from), this.px(to)];
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length < 1) return;
    const head = Math.min(length, 4 + 3 * width);
    const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
    const [bx, by] = [x1 - head * ux, y1 - head * uy];
    const wing = 0.45 * head;
    const { context } = this;
    const shape = new Path2D();
    shape.moveTo(x1, y1);
    shape.lineTo(bx - wing * uy, by + wing * ux);
    shape.lineTo(bx + wing * uy, by - wing * ux);
    shape.closePath();
    const shaft = new Path2D();
    shaft.moveTo(x0, y0);
    shaft.lineTo(bx, by);
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = SHADOW;
    context.lineWidth = 3;
    context.stroke(shape);
    context.lineWidth = width + 3;
    context.stroke(shaft);
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = width;
    context.stroke(shaft);
    context.fill(shape);
  }
}
