/** How far each row of the Jacobian turns each joint: faintly by itself, fully as its coefficient weighs it. */

import { fresh } from "../canvas";
import { INK, LINE, MUTE } from "../colours";
import { ROWS, branched } from "./arm";
import { ROW_COLOURS } from "./arm_view";

const LEFT = 62; // px, for the rows' names
const LEAST = 0.1; // rad, that the full bars can show at their longest
const BELOW = 16; // px, for the joints' numbers

export function drawJoints(canvas: HTMLCanvasElement, rows: number[][], c: number[]): void {
  const { context, width, height } = fresh(canvas);
  const joints = rows[0].length;
  const still = rows[0].map(() => 0);
  const step = branched(still, c, rows);
  const stripes = [
    ...rows.map((row, j) => ({ name: ROWS[j], colour: ROW_COLOURS[j], plain: row, full: row.map((v) => c[j] * v) })),
    { name: "sum", colour: INK, plain: still, full: step },
  ];
  const most = (values: number[], least: number): number => Math.max(least, ...values.map(Math.abs));
  const turns = most(stripes.flatMap(({ full }) => full), LEAST);
  const [tall, wide] = [(height - BELOW) / stripes.length, (width - LEFT) / joints];
  context.textBaseline = "middle";
  stripes.forEach(({ name, colour, plain, full }, k) => {
    const zero = (k + 0.5) * tall;
    context.textAlign = "left";
    context.fillStyle = colour;
    context.fillText(name, 0, zero);
    context.fillStyle = LINE;
    context.fillRect(LEFT, zero - 0.5, width - LEFT, 1);
    const bar = (share: number, i: number, alpha: number, thick: number): void => {
      const long = 0.46 * tall * share;
      context.globalAlpha = alpha;
      context.fillStyle = colour;
      context.fillRect(LEFT + (i + 0.5 - thick / 2) * wide, zero - Math.max(0, long), thick * wide, Math.abs(long));
      context.globalAlpha = 1;
    };
    const largest = most(plain, 1e-6);
    plain.forEach((value, i) => bar(value / largest, i, 0.25, 0.76));
    full.forEach((value, i) => bar(value / turns, i, 1, 0.36));
  });
  context.fillStyle = MUTE;
  context.textAlign = "center";
  for (let i = 0; i < joints; i++) context.fillText(String(i + 1), LEFT + (i + 0.5) * wide, height - BELOW / 2 + 1);
}
