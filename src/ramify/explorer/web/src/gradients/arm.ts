/** A planar arm, as in ramify.tasks.arm, and its exact Jacobian. */

import type { Pair } from "./plane";

/** The functions whose gradients are the rows of the Jacobian. */
export const ROWS = ["evenness", "hand x", "hand y"] as const;

export interface Pose {
  objective: number; // 100 (1 - variance of the angles)
  joints: Pair[]; // from the shoulder to the hand
  hand: Pair;
}

const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i], 0);

/** Returns the pose of an arm with links of length 1. Each angle (rad) is relative to the link before. */
export function pose(theta: number[]): Pose {
  const joints: Pair[] = [[0, 0]];
  let heading = 0;
  for (const angle of theta) {
    heading += angle;
    const [x, y] = joints[joints.length - 1];
    joints.push([x + Math.cos(heading), y + Math.sin(heading)]);
  }
  const average = mean(theta);
  const variance = mean(theta.map((angle) => (angle - average) ** 2));
  return { objective: 100 * (1 - variance), joints, hand: joints[joints.length - 1] };
}

/** Returns d(objective, hand x, hand y) / dtheta. Turning a joint swings the hand around that joint. */
export function jacobian(theta: number[]): number[][] {
  const { joints, hand } = pose(theta);
  const average = mean(theta);
  return [
    theta.map((angle) => (-200 / theta.length) * (angle - average)),
    theta.map((_, i) => joints[i][1] - hand[1]),
    theta.map((_, i) => hand[0] - joints[i][0]),
  ];
}

/** Divides each row by its length, as CMA-MEGA does. */
export function normalized(rows: number[][]): number[][] {
  return rows.map((row) => {
    const length = Math.hypot(...row) + 1e-8;
    return row.map((value) => value / length);
  });
}

/** Returns theta + sum_j c_j rows_j. */
export function branched(theta: number[], c: number[], rows: number[][]): number[] {
  return theta.map((angle, i) => rows.reduce((sum, row, j) => sum + c[j] * row[i], angle));
}

/** Returns how far the hand moves, to first order, for a step of length 1 along each normalized row. */
export function handVelocities(theta: number[]): Pair[] {
  const exact = jacobian(theta);
  return normalized(exact).map((row): Pair => [dot(row, exact[1]), dot(row, exact[2])]);
}
