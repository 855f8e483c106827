/** A row of a Jacobian as a strip: blue below zero, orange above, as wide as the page allows. */

import { fresh } from "./canvas";
import { EMPTY } from "./colours";

const BELOW = [79, 179, 255];
const ABOVE = [242, 166, 64];

export function heat(canvas: HTMLCanvasElement, row: Float32Array): void {
  const { context, width, height } = fresh(canvas);
  context.fillStyle = EMPTY;
  context.fillRect(0, 0, width, height);
  const columns = Math.max(1, Math.min(Math.floor(width), row.length));
  const tops = new Float32Array(columns);
  for (let i = 0; i < row.length; i++) {
    // The largest of those that share a column, with its sign.
    const column = Math.floor((i / row.length) * columns);
    if (Math.abs(row[i]) > Math.abs(tops[column])) tops[column] = row[i];
  }
  let most = 1e-12;
  for (const top of tops) most = Math.max(most, Math.abs(top));
  const wide = width / columns;
  tops.forEach((top, column) => {
    const [r, g, b] = top < 0 ? BELOW : ABOVE;
    context.fillStyle = `rgb(${r} ${g} ${b} / ${Math.sqrt(Math.abs(top) / most)})`;
    context.fillRect(column * wide, 0, Math.ceil(wide), height);
  });
}
