/** The planar arm, as ramify.tasks.arm has it, and its exact Jacobian. */

import type { Pair } from "./plane";

/** What the rows of a Jacobian are the gradients of. */
export const ROWS = ["evenness", "hand x", "hand y"] as const;

export interface Pose {
  objective: number; // 100 (1 - variance of the angles)
  joints: Pair[]; // the shoulder first, the hand last
  hand: Pair;
}

const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Links of length 1; each angle (rad) is measured from the link before. */
export function pose(theta: number[]): Pose {
  const joints: Pair[] = [[0, 0]];
  let heading = 0;
  for (const angle of theta) {
    heading += angle;
    const [x, y] = joints[joints.length - 1];
    joints.push([x + Math.cos(heading), y + Math.sin(heading)]);
  }
  const even = mean(theta);
  const variance = mean(theta.map((angle) => (angle - even) ** 2));
  return { objective: 100 * (1 - variance), joints, hand: joints[joints.length - 1] };
}

/** d(objective, hand x, hand y)/dtheta: a joint that turns swings the hand round itself. */
export function jacobian(theta: number[]): number[][] {
  const { joints, hand } = pose(theta);
  const even = mean(theta);
  return [
    theta.map((angle) => (-200 / theta.length) * (angle - even)),
    theta.map((_, i) => joints[i][1] - hand[1]),
    theta.map((_, i) => hand[0] - joints[i][0]),
  ];
}

/** Each row divided by its length, as CMA-MEGA does. */
export function normalised(rows: number[][]): number[][] {
  return rows.map((row) => {
    const length = Math.hypot(...row) + 1e-8;
    return row.map((value) => value / length);
  });
}

/** theta' = theta + sum_j c_j rows_j. */
export function branched(theta: number[], c: number[], rows: number[][]): number[] {
  return theta.map((angle, i) => rows.reduce((sum, row, j) => sum + c[j] * row[i], angle));
}

/** Where the hand goes, to first order, for a step of length 1 along each normalised row. */
export function swings(theta: number[]): Pair[] {
  const exact = jacobian(theta);
  const along = (row: number[], which: number[]): number => row.reduce((sum, d, i) => sum + d * which[i], 0);
  return normalised(exact).map((row): Pair => [along(row, exact[1]), along(row, exact[2])]);
}
