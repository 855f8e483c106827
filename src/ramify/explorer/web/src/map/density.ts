/** A picture of thousands of lines between two parallel axes, accumulated pixel by pixel. */

import { PIXEL } from "../colors";

/** The amount of ink on each pixel, and the average shade of the elites whose lines left it. */
export class Density {
  private readonly ink: Float32Array;
  private readonly shade: Float32Array; // times ink

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.ink = new Float32Array(width * height);
    this.shade = new Float32Array(width * height);
  }

  /** Adds a line from the left to the right edge. `from` and `to` are 0 at the bottom and 1 at the top. */
  addLine(from: number, to: number, ink: number, shade: number): void {
    const { width, height } = this;
    const scale = height - 1.001;
    // Enough points that a steep line has no gaps.
    const points = Math.max(width, Math.ceil(Math.abs(from - to) * height));
    const inkPerPoint = (ink * width) / points;
    const across = width / points;
    const down = ((from - to) * scale) / points;
    let x = across / 2;
    let y = (1 - from) * scale + down / 2;
    for (let i = 0; i < points; i++, x += across, y += down) {
      const row = y | 0;
      const below = inkPerPoint * (y - row); // the ink is split between two pixels
      const above = inkPerPoint - below;
      const at = row * width + (x | 0);
      this.ink[at] += above;
      this.ink[at + width] += below;
      this.shade[at] += above * shade;
      this.shade[at + width] += below * shade;
    }
  }

  /**
   * Returns the picture. More ink is more opaque.
   *
   * @param color a pixel's color for all lines, or null for the color of the objective.
   */
  picture(color: number | null, opacity: number): HTMLCanvasElement {
    const image = new ImageData(this.width, this.height);
    const pixels = new Uint32Array(image.data.buffer);
    this.ink.forEach((ink, at) => {
      if (ink <= 0) return;
      const alpha = Math.round(255 * (1 - Math.exp(-ink * opacity)));
      const rgb = color ?? PIXEL[Math.round(this.shade[at] / ink)];
      pixels[at] = ((alpha << 24) | (rgb & 0xffffff)) >>> 0;
    });
    const canvas = document.createElement("canvas");
    canvas.width = this.width;
    canvas.height = this.height;
    canvas.getContext("2d")?.putImageData(image, 0, 0);
    return canvas;
  }
}
