/** The surface as a heat map with contours, and the arrows at its point. */

import { INK, PIXEL, shade } from "../colours";
import { contours } from "./contours";
import { X_COLOUR, Y_COLOUR, type Pair, type Plane } from "./plane";
import { height, slope } from "./surface";

export const ARROW = 0.45; // of the plane's length, for a gradient of length 1

const TEXELS = 96; // along each side; the browser smooths between them
const LEVELS = Array.from({ length: 33 }, (_, i) => (i - 16) / 2);

/** Between 0 and 1, whatever the height. */
export const lightness = (z: number): number => 0.5 + 0.5 * Math.tanh(z / 3);

export function drawSurface(plane: Plane, c: Pair, point: Pair, trail: Pair[]): void {
  const context = plane.begin();
  heat(plane, context, c);
  contours((at) => height(c, at), plane.half, LEVELS).forEach((pieces, k) => {
    const colour = LEVELS[k] === 0 ? "rgba(255, 255, 255, 0.55)" : "rgba(255, 255, 255, 0.16)";
    plane.lines(pieces, colour, 1);
  });
  if (trail.length > 0) plane.line(trail, "rgba(255, 255, 255, 0.8)", 1.5);
  for (const at of trail) plane.dot(at, 2.5, INK);
  arrows(plane, c, point);
  plane.dot(point, 7, INK);
  plane.axes(1);
}

function heat(plane: Plane, context: CanvasRenderingContext2D, c: Pair): void {
  const image = new ImageData(TEXELS, TEXELS);
  const pixels = new Uint32Array(image.data.buffer);
  const at = (i: number): number => plane.half * ((2 * i + 1) / TEXELS - 1);
  for (let row = 0; row < TEXELS; row++) {
    for (let column = 0; column < TEXELS; column++) {
      const z = height(c, [at(column), -at(row)]);
      pixels[row * TEXELS + column] = PIXEL[shade(lightness(z))];
    }
  }
  const small = new OffscreenCanvas(TEXELS, TEXELS);
  small.getContext("2d")!.putImageData(image, 0, 0);
  const side = plane.length(2 * plane.half);
  context.globalAlpha = 0.85;
  context.drawImage(small, ...plane.px([-plane.half, plane.half]), side, side);
  context.globalAlpha = 1;
}

/** Each function's own gradient faintly, weighted by its coefficient fully, and the weighted ones' sum. */
function arrows(plane: Plane, c: Pair, point: Pair): void {
  const { single, gradient } = slope(c, point);
  const plain = slope([1, 1], point).single;
  const tip = ([x, y]: Pair): Pair => [point[0] + ARROW * x, point[1] + ARROW * y];
  for (const weighted of single) plane.line([tip(weighted), tip(gradient)], "rgba(255, 255, 255, 0.5)", 1, [3, 4]);
  plane.line([point, tip(plain[0])], X_COLOUR + "70", 2, [2, 5]);
  plane.line([point, tip(plain[1])], Y_COLOUR + "70", 2, [2, 5]);
  plane.arrow(point, tip(single[0]), X_COLOUR, 3);
  plane.arrow(point, tip(single[1]), Y_COLOUR, 3);
  plane.arrow(point, tip(gradient), "#ffffff", 4);
}
