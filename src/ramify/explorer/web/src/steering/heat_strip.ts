/** A row of the Jacobian as a strip of colors: blue below zero, orange above. */

import { resetCanvas } from "../canvas";
import { EMPTY } from "../colors";

const NEGATIVE = [79, 179, 255];
const POSITIVE = [242, 166, 64];

/** Draws the row. Where several entries share a pixel, the one farthest from zero is shown. */
export function drawHeatStrip(canvas: HTMLCanvasElement, row: Float32Array): void {
  const { context, width, height } = resetCanvas(canvas);
  context.fillStyle = EMPTY;
  context.fillRect(0, 0, width, height);
  const columns = Math.max(1, Math.min(Math.floor(width), row.length));
  const shown = new Float32Array(columns);
  row.forEach((value, i) => {
    const column = Math.floor((i / row.length) * columns);
    if (Math.abs(value) > Math.abs(shown[column])) shown[column] = value;
  });
  const largest = shown.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-12);
  const columnWidth = width / columns;
  shown.forEach((value, column) => {
    const [r, g, b] = value < 0 ? NEGATIVE : POSITIVE;
    context.fillStyle = `rgb(${r} ${g} ${b} / ${Math.sqrt(Math.abs(value) / largest)})`;
    context.fillRect(column * columnWidth, 0, Math.ceil(columnWidth), height);
  });
}
