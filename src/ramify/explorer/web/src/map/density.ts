/** Thousands of lines between neighbouring parallel axes, added up pixel by pixel. */

import { PIXEL } from "../colours";

/** How much ink lies on each pixel, and the shade of the elites that left it. */
export class Density {
  private readonly ink: Float32Array;
  private readonly shade: Float32Array;

  constructor(
    readonly width: number,
    readonly rows: number,
  ) {
    this.ink = new Float32Array(width * rows);
    this.shade = new Float32Array(width * rows);
  }

  /** A line from one side to the other; `from` and `to` are 0 at the bottom and 1 at the top. */
  line(from: number, to: number, ink: number, shade: number): void {
    const { width, rows } = this;
    const scale = rows - 1.001;
    let y = (1 - from) * scale;
    const step = ((from - to) * scale) / (width - 1 || 1);
    for (let x = 0; x < width; x++, y += step) {
      const above = y | 0;
      const below = y - above;
      const at = above * width + x;
      const [a, b] = [ink * (1 - below), ink * below];
      this.ink[at] += a;
      this.ink[at + width] += b;
      this.shade[at] += a * shade;
      this.shade[at + width] += b * shade;
    }
  }

  /** In the colour of the objective, or in one colour; the more ink the more opaque. */
  paint(pixels: Uint32Array, colour: number | null, opaque: number): void {
    for (let at = 0; at < this.ink.length; at++) {
      const ink = this.ink[at];
      if (ink <= 0) continue;
      const alpha = Math.round(255 * (1 - Math.exp(-ink * opaque)));
      const rgb = colour ?? PIXEL[Math.round(this.shade[at] / ink)];
      pixels[at] = ((alpha << 24) | (rgb & 0xffffff)) >>> 0;
    }
  }
}
