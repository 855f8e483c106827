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
    // As many points as leave no gap, be the line flat or steep.
    const points = Math.max(width, Math.ceil(Math.abs(from - to) * rows));
    const each = (ink * width) / points;
    const across = width / points;
    const down = ((from - to) * scale) / points;
    let x = across / 2;
    let y = (1 - from) * scale + down / 2;
    for (let i = 0; i < points; i++, x += across, y += down) {
      const above = y | 0;
      const b = each * (y - above);
      const a = each - b;
      const at = above * width + (x | 0);
      this.ink[at] += a;
      this.ink[at + width] += b;
      this.shade[at] += a * shade;
      this.shade[at + width] += b * shade;
    }
  }

  /** In the colour of the objective, or in one colour; the more ink the more opaque. */
  picture(colour: number | null, opaque: number): HTMLCanvasElement {
    const image = new ImageData(this.width, this.rows);
    const pixels = new Uint32Array(image.data.buffer);
    for (let at = 0; at < this.ink.length; at++) {
      const ink = this.ink[at];
      if (ink <= 0) continue;
      const alpha = Math.round(255 * (1 - Math.exp(-ink * opaque)));
      const rgb = colour ?? PIXEL[Math.round(this.shade[at] / ink)];
      pixels[at] = ((alpha << 24) | (rgb & 0xffffff)) >>> 0;
    }
    const canvas = document.createElement("canvas");
    canvas.width = this.width;
    canvas.height = this.rows;
    canvas.getContext("2d")?.putImageData(image, 0, 0);
    return canvas;
  }
}
