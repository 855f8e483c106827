/** Marks on the map: dots on recorded elites, numbers of panes, the arrow to a steered solution. */

import { CARD, INK } from "../colors";
import type { Point } from "./view";

/** Draws a dot on every elite that has a recording. */
export function drawDots(context: CanvasRenderingContext2D, points: Point[]): void {
  context.beginPath();
  for (const [x, y] of points) {
    context.moveTo(x + 2, y);
    context.arc(x, y, 2, 0, 2 * Math.PI);
  }
  context.fillStyle = "#ffffff";
  context.strokeStyle = CARD;
  context.lineWidth = 2;
  context.stroke();
  context.fill();
}

/** Draws a number beside a point: a pane's, or that of a trial in its own color. */
export function drawNumber(
  context: CanvasRenderingContext2D,
  number: number,
  [x, y]: Point,
  color = INK,
): void {
  context.font = 'bold 10px system-ui, "DejaVu Sans", sans-serif';
  context.textAlign = "center";
  context.fillStyle = color;
  context.beginPath();
  const [centerX, centerY] = [x + 11, y < 24 ? y + 11 : y - 11];
  context.arc(centerX, centerY, 7, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = CARD;
  context.fillText(String(number), centerX, centerY + 3.5);
}

/** Draws an arrow from an elite to its steered solution. */
export function drawArrow(
  context: CanvasRenderingContext2D,
  from: Point,
  to: Point,
  color: string,
): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length < 4) return;
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const head = Math.min(9, length / 2);
  const neck: Point = [to[0] - ux * head, to[1] - uy * head];
  context.lineCap = "round";
  for (const [stroke, width] of [[CARD, 5] as const, [color, 2] as const]) {
    context.strokeStyle = context.fillStyle = stroke;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...neck);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(...to);
  context.lineTo(neck[0] - uy * head * 0.5, neck[1] + ux * head * 0.5);
  context.lineTo(neck[0] + uy * head * 0.5, neck[1] - ux * head * 0.5);
  context.fill();
}
