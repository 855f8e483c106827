/** Random branches of an arm, as CMA-MEGA makes them: coefficients are drawn, and theta moves along them. */

import { branched, pose, type Pose } from "./arm";
import type { ArmArchive, Landing, Status } from "./archive";

export interface Branch extends Pose {
  c: number[];
  theta: number[];
  landing: Landing;
}

const RANK: Record<Status, number> = { new: 2, improved: 1, "not added": 0 };

/**
 * Draws `count` branches with coefficients c ~ N(0, sigma^2). They are sorted as CMA-MEGA ranks them: new
 * before improved before others, and then by the gain in the objective.
 */
export function drawBranches(
  count: number,
  sigma: number,
  theta: number[],
  rows: number[][],
  archive: ArmArchive,
): Branch[] {
  const drawn = Array.from({ length: count }, (): Branch => {
    const c = rows.map(() => sigma * normal());
    const moved = branched(theta, c, rows);
    const arm = pose(moved);
    return { ...arm, c, theta: moved, landing: archive.judge(arm) };
  });
  return drawn.sort(
    ({ landing: a }, { landing: b }) => RANK[b.status] - RANK[a.status] || b.gain - a.gain,
  );
}

/** Draws from the standard normal distribution, by the Box-Muller transform. */
function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
