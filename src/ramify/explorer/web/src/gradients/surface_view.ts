/** The surface as a heat map with contour lines, and the gradients at a point as arrows. */

import { INK, PIXEL, shadeOf } from "../colors";
import { contours } from "./contours";
import { X_COLOR, Y_COLOR, type Pair, type Plane } from "./plane";
import { height, slope } from "./surface";

const ARROW = 0.45; // length in the plane of an arrow for a gradient of length 1
const TEXELS = 96; // along each side; the browser interpolates between them
const LEVELS = Array.from({ length: 33 }, (_, i) => (i - 16) / 2);

/** Maps any height to a brightness between 0 and 1. */
export const brightness = (z: number): number => 0.5 + 0.5 * Math.tanh(z / 3);

export function drawSurface(plane: Plane, c: Pair, point: Pair, trail: Pair[]): void {
  const context = plane.begin();
  drawHeatMap(plane, context, c);
  contours((at) => height(c, at), plane.half, LEVELS).forEach((segments, k) => {
    const color = LEVELS[k] === 0 ? "rgba(255, 255, 255, 0.55)" : "rgba(255, 255, 255, 0.16)";
    plane.lines(segments, color, 1);
  });
  if (trail.length > 0) plane.line(trail, "rgba(255, 255, 255, 0.8)", 1.5);
  for (const at of trail) plane.dot(at, 2.5, INK);
  drawGradients(plane, c, point);
  plane.dot(point, 7, INK);
  plane.axes(1);
}

function drawHeatMap(plane: Plane, context: CanvasRenderingContext2D, c: Pair): void {
  const image = new ImageData(TEXELS, TEXELS);
  const pixels = new Uint32Array(image.data.buffer);
  const at = (i: number): number => plane.half * ((2 * i + 1) / TEXELS - 1);
  for (let row = 0; row < TEXELS; row++) {
    for (let column = 0; column < TEXELS; column++) {
      const z = height(c, [at(column), -at(row)]);
      pixels[row * TEXELS + column] = PIXEL[shadeOf(brightness(z))];
    }
  }
  const small = new OffscreenCanvas(TEXELS, TEXELS);
  small.getContext("2d")!.putImageData(image, 0, 0);
  const side = plane.length(2 * plane.half);
  context.globalAlpha = 0.85;
  context.drawImage(small, ...plane.px([-plane.half, plane.half]), side, side);
  context.globalAlpha = 1;
}

/** Draws each function's gradient dotted, the weighted gradients in full, and their sum in white. */
function drawGradients(plane: Plane, c: Pair, point: Pair): void {
  const { weighted, gradient } = slope(c, point);
  const [plainX, plainY] = slope([1, 1], point).weighted;
  const tip = ([x, y]: Pair): Pair => [point[0] + ARROW * x, point[1] + ARROW * y];
  for (const part of weighted) {
    plane.line([tip(part), tip(gradient)], "rgba(255, 255, 255, 0.5)", 1, [3, 4]);
  }
  plane.line([point, tip(plainX)], X_COLOR + "70", 2, [2, 5]);
  plane.line([point, tip(plainY)], Y_COLOR + "70", 2, [2, 5]);
  plane.arrow(point, tip(weighted[0]), X_COLOR, 3);
  plane.arrow(point, tip(weighted[1]), Y_COLOR, 3);
  plane.arrow(point, tip(gradient), "#ffffff", 4);
}
