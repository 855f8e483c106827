/** A square window on the unit square, which can be zoomed and moved, with ticks and names of its axes. */

import { pixelRatio } from "../canvas";
import { MUTE } from "../colors";
import { formatTick, ticks } from "../format";
import type { Point } from "./view";

const ROOM = { left: 56, right: 14, top: 34, bottom: 44 }; // px, for axes and zoom buttons
const SMALLEST = 20; // px
const MAX_SCALE = 40;
const MOST_ZOOMED = 8; // scale, of a map that is zoomed to its elites
const MARGIN = 0.1; // of the unit square, around the elites
const TICK_DISTANCE = 90; // px, about

export interface Axis {
  name: string;
  color: string;
  lower: number;
  upper: number;
  /** The measure inside each tile of a nested grid. */
  inner?: { name: string; color: string };
}

/** Coordinates in the unit square are u (to the right) and v (up), those on the map x and y (down). */
export class Frame {
  left = 0;
  top = 0;
  size = 1; // px
  scale = 1;
  private u0 = 0; // lowest u inside the window
  private v0 = 0;

  /** Takes the largest square that fits into a map, with its edges on pixels of the screen. */
  fit(width: number, height: number): void {
    const ratio = pixelRatio();
    const size = Math.min(width - ROOM.left - ROOM.right, height - ROOM.top - ROOM.bottom);
    this.size = Math.max(SMALLEST, Math.floor(size * ratio) / ratio);
    const spareWidth = width - ROOM.left - ROOM.right - this.size;
    const spareHeight = height - ROOM.top - ROOM.bottom - this.size;
    this.left = Math.round((ROOM.left + spareWidth / 2) * ratio) / ratio;
    this.top = Math.round((ROOM.top + spareHeight / 2) * ratio) / ratio;
  }

  x = (u: number): number => this.left + (u - this.u0) * this.scale * this.size;
  y = (v: number): number => this.top + this.size - (v - this.v0) * this.scale * this.size;
  u = (x: number): number => this.u0 + (x - this.left) / (this.scale * this.size);
  v = (y: number): number => this.v0 + (this.top + this.size - y) / (this.scale * this.size);

  contains(x: number, y: number): boolean {
    return x >= this.left && y >= this.top && x < this.left + this.size && y < this.top + this.size;
  }

  get center(): Point {
    return [this.left + this.size / 2, this.top + this.size / 2];
  }

  get zoomed(): boolean {
    return this.scale > 1;
  }

  /** Zooms so that the point at (x, y) stays there. */
  zoom(factor: number, x: number, y: number): void {
    const [u, v] = [this.u(x), this.v(y)];
    this.scale = Math.max(1, Math.min(MAX_SCALE, this.scale * factor));
    this.u0 += u - this.u(x);
    this.v0 += v - this.v(y);
    this.stayInside();
  }

  move(dx: number, dy: number): void {
    this.u0 -= dx / (this.scale * this.size);
    this.v0 += dy / (this.scale * this.size);
    this.stayInside();
  }

  /** Shows the smallest square around points of the unit square, with a margin. */
  zoomTo(points: readonly Point[]): void {
    const [us, vs] = [points.map(([u]) => u), points.map(([, v]) => v)];
    const [left, right] = ends(us);
    const [bottom, top] = ends(vs);
    this.scale = Math.max(1, Math.min(MOST_ZOOMED, 1 / (Math.max(right - left, top - bottom) + MARGIN)));
    this.u0 = (left + right - 1 / this.scale) / 2;
    this.v0 = (bottom + top - 1 / this.scale) / 2;
    this.stayInside();
  }

  /** Shows the whole unit square. */
  reset(): void {
    this.scale = 1;
    this.stayInside();
  }

  /** Clips what is drawn until `context.restore()` to the window and a margin around it. */
  clip(context: CanvasRenderingContext2D, margin = 0): void {
    context.save();
    context.beginPath();
    context.rect(this.left - margin, this.top - margin, this.size + 2 * margin, this.size + 2 * margin);
    context.clip();
  }

  drawAxes(context: CanvasRenderingContext2D, horizontal: Axis, vertical: Axis): void {
    const { left, top, size } = this;
    const count = Math.max(2, Math.min(6, Math.round(size / TICK_DISTANCE)));
    context.fillStyle = MUTE;
    context.textBaseline = "alphabetic";
    context.textAlign = "center";
    for (const { text, unit } of ticksOf(horizontal, this.u(left), this.u(left + size), count)) {
      context.fillText(text, this.x(unit), top + size + 15);
    }
    context.textAlign = "right";
    for (const { text, unit } of ticksOf(vertical, this.v(top + size), this.v(top), count)) {
      context.fillText(text, left - 6, this.y(unit) + 4);
    }
    drawName(context, horizontal, left + size / 2, top + size + 34, 0);
    drawName(context, vertical, left - 44, top + size / 2, -Math.PI / 2);
  }

  private stayInside(): void {
    const most = 1 - 1 / this.scale;
    this.u0 = Math.max(0, Math.min(most, this.u0));
    this.v0 = Math.max(0, Math.min(most, this.v0));
  }
}

/** Returns the lowest and the highest of some numbers. */
const ends = (values: number[]): [number, number] =>
  values.reduce(([low, high], x) => [Math.min(low, x), Math.max(high, x)], [Infinity, -Infinity]);

/** Returns the ticks of an axis between two unit coordinates, each with its text and unit coordinate. */
function ticksOf(
  { lower, upper }: Axis,
  from: number,
  to: number,
  count: number,
): { text: string; unit: number }[] {
  const value = (unit: number): number => lower + unit * (upper - lower);
  const { values, step } = ticks(value(from), value(to), count);
  return values.map((at) => ({ text: formatTick(at, step), unit: (at - lower) / (upper - lower) }));
}

/** Draws an axis's name in its measure's color, followed by the measure inside each tile. */
function drawName(
  context: CanvasRenderingContext2D,
  axis: Axis,
  x: number,
  y: number,
  turn: number,
): void {
  const parts: [text: string, color: string][] = [
    [axis.name, axis.color],
    [" →", MUTE],
  ];
  if (axis.inner)
    parts.push(["   in each tile: ", MUTE], [axis.inner.name, axis.inner.color], [" →", MUTE]);
  const width = parts.reduce((sum, [text]) => sum + context.measureText(text).width, 0);
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.textAlign = "left";
  let at = -width / 2;
  for (const [text, color] of parts) {
    context.fillStyle = color;
    context.fillText(text, at, 0);
    at += context.measureText(text).width;
  }
  context.restore();
}
