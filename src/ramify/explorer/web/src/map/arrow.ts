/** The arrow from an elite to where its steered solution lands. */

import { CARD } from "../colours";
import type { Point } from "./mouse";

export function arrow(context: CanvasRenderingContext2D, from: Point, to: Point, colour: string): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (length < 4) return;
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const head = Math.min(9, length / 2);
  const neck = [to[0] - ux * head, to[1] - uy * head] as const;
  for (const [ink, weight] of [
    [CARD, 5],
    [colour, 2],
  ] as const) {
    context.strokeStyle = context.fillStyle = ink;
    context.lineWidth = weight;
    context.lineCap = "round";
    context.beginPath();
    context.moveTo(from[0], from[1]);
    context.lineTo(neck[0], neck[1]);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(to[0], to[1]);
  context.lineTo(neck[0] - uy * head * 0.5, neck[1] + ux * head * 0.5);
  context.lineTo(neck[0] + uy * head * 0.5, neck[1] - ux * head * 0.5);
  context.fill();
}
