/** A square window on the unit square, which can be zoomed and moved; its axes' marks and names. */

import { ratio } from "../canvas";
import { MUTE } from "../colours";
import { mark, marks } from "../words";

const ROOM = { left: 56, right: 14, top: 10, bottom: 44 };
const CLOSEST = 40;

export interface Axis {
  name: string;
  colour: string;
  lower: number;
  upper: number;
  /** What else runs along this axis. */
  note?: { text: string; colour: string };
}

export class Frame {
  left = 0;
  top = 0;
  size = 1;
  scale = 1;
  private u0 = 0;
  private v0 = 0;

  fit(width: number, height: number): void {
    const fine = ratio(); // edges lie on the screen's pixels
    const size = Math.min(width - ROOM.left - ROOM.right, height - ROOM.top - ROOM.bottom);
    this.size = Math.max(20, Math.floor(size * fine) / fine);
    const spare = width - ROOM.left - ROOM.right - this.size;
    this.left = Math.round((ROOM.left + spare / 2) * fine) / fine;
    this.top = Math.round((ROOM.top + (height - ROOM.top - ROOM.bottom - this.size) / 2) * fine) / fine;
  }

  x = (u: number): number => this.left + (u - this.u0) * this.scale * this.size;
  y = (v: number): number => this.top + this.size - (v - this.v0) * this.scale * this.size;
  u = (x: number): number => this.u0 + (x - this.left) / (this.scale * this.size);
  v = (y: number): number => this.v0 + (this.top + this.size - y) / (this.scale * this.size);

  holds(x: number, y: number): boolean {
    return x >= this.left && y >= this.top && x < this.left + this.size && y < this.top + this.size;
  }

  get zoomed(): boolean {
    return this.scale > 1;
  }

  /** The point under (x, y) stays where it is. */
  zoom(factor: number, x: number, y: number): void {
    const [u, v] = [this.u(x), this.v(y)];
    this.scale = Math.max(1, Math.min(CLOSEST, this.scale * factor));
    this.u0 += u - this.u(x);
    this.v0 += v - this.v(y);
    this.keep();
  }

  move(dx: number, dy: number): void {
    this.u0 -= dx / (this.scale * this.size);
    this.v0 += dy / (this.scale * this.size);
    this.keep();
  }

  reset(): void {
    this.scale = 1;
    this.keep();
  }

  /** Nothing drawn after this leaves the window, until `restore`. */
  clip(context: CanvasRenderingContext2D, margin = 0): void {
    context.save();
    context.beginPath();
    context.rect(this.left - margin, this.top - margin, this.size + 2 * margin, this.size + 2 * margin);
    context.clip();
  }

  axes(context: CanvasRenderingContext2D, horizontal: Axis, vertical: Axis): void {
    const { left, top, size } = this;
    const wanted = Math.max(2, Math.min(6, Math.round(size / 90)));
    context.fillStyle = MUTE;
    context.textBaseline = "alphabetic";
    const value = (axis: Axis, unit: number): number => axis.lower + unit * (axis.upper - axis.lower);
    const unit = (axis: Axis, at: number): number => (at - axis.lower) / (axis.upper - axis.lower);
    const across = marks(
      value(horizontal, this.u(left)),
      value(horizontal, this.u(left + size)),
      wanted,
    );
    context.textAlign = "center";
    for (const at of across.values) {
      context.fillText(mark(at, across.step), this.x(unit(horizontal, at)), top + size + 15);
    }
    const up = marks(value(vertical, this.v(top + size)), value(vertical, this.v(top)), wanted);
    context.textAlign = "right";
    for (const at of up.values) {
      context.fillText(mark(at, up.step), left - 6, this.y(unit(vertical, at)) + 4);
    }
    named(context, horizontal, left + size / 2, top + size + 34, 0);
    named(context, vertical, left - 44, top + size / 2, -Math.PI / 2);
  }

  private keep(): void {
    const most = 1 - 1 / this.scale;
    this.u0 = Math.max(0, Math.min(most, this.u0));
    this.v0 = Math.max(0, Math.min(most, this.v0));
  }
}

/** An axis's name in its measure's colour, then what else runs along it. */
function named(context: CanvasRenderingContext2D, axis: Axis, x: number, y: number, turn: number): void {
  const parts: [string, string][] = [
    [axis.name, axis.colour],
    [" →", MUTE],
  ];
  if (axis.note)
    parts.push(["   in each tile ", MUTE], [axis.note.text, axis.note.colour], [" →", MUTE]);
  const width = parts.reduce((sum, [text]) => sum + context.measureText(text).width, 0);
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.textAlign = "left";
  let at = -width / 2;
  for (const [text, colour] of parts) {
    context.fillStyle = colour;
    context.fillText(text, at, 0);
    at += context.measureText(text).width;
  }
  context.restore();
}
