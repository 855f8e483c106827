/**
 * A chart of the Jacobian's rows, joint by joint. Pale bars show each row, and full bars show it weighted
 * by its coefficient.
 */

import { resetCanvas } from "../canvas";
import { INK, LINE, MUTE } from "../colors";
import { branched, ROWS } from "./arm";
import { ROW_COLORS } from "./arm_view";

const LEFT = 62; // px, for the names of the rows
const BELOW = 16; // px, for the numbers of the joints
const LEAST = 0.1; // rad, that the longest full bar stands for at least
const LONGEST = 0.46; // of a row's height, a bar on either side of zero

interface Stripe {
  name: string;
  color: string;
  pale: number[]; // [joint]
  full: number[]; // [joint], rad
}

export function drawJoints(canvas: HTMLCanvasElement, rows: number[][], c: number[]): void {
  const { context, width, height } = resetCanvas(canvas);
  const joints = rows[0].length;
  const zeros = rows[0].map(() => 0);
  const stripes: Stripe[] = rows.map((row, j) => ({
    name: ROWS[j],
    color: ROW_COLORS[j],
    pale: row,
    full: row.map((value) => c[j] * value),
  }));
  stripes.push({ name: "sum", color: INK, pale: zeros, full: branched(zeros, c, rows) });
  const longest = largest(stripes.flatMap(({ full }) => full), LEAST);
  const [rowHeight, jointWidth] = [(height - BELOW) / stripes.length, (width - LEFT) / joints];
  context.textBaseline = "middle";
  stripes.forEach(({ name, color, pale, full }, k) => {
    const zero = (k + 0.5) * rowHeight;
    context.textAlign = "left";
    context.fillStyle = color;
    context.fillText(name, 0, zero);
    context.fillStyle = LINE;
    context.fillRect(LEFT, zero - 0.5, width - LEFT, 1);
    const drawBar = (share: number, i: number, alpha: number, relativeWidth: number): void => {
      const up = LONGEST * rowHeight * share;
      const left = LEFT + (i + 0.5 - relativeWidth / 2) * jointWidth;
      context.globalAlpha = alpha;
      context.fillStyle = color;
      context.fillRect(left, zero - Math.max(0, up), relativeWidth * jointWidth, Math.abs(up));
      context.globalAlpha = 1;
    };
    const largestPale = largest(pale, 1e-6);
    pale.forEach((value, i) => drawBar(value / largestPale, i, 0.25, 0.76));
    full.forEach((value, i) => drawBar(value / longest, i, 1, 0.36));
  });
  context.fillStyle = MUTE;
  context.textAlign = "center";
  for (let i = 0; i < joints; i++) {
    context.fillText(String(i + 1), LEFT + (i + 0.5) * jointWidth, height - BELOW / 2 + 1);
  }
}

const largest = (values: number[], least: number): number => Math.max(least, ...values.map(Math.abs));
