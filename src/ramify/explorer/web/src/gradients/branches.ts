/** One round of branching: coefficients drawn at random, arms moved along them, the best first. */

import { branched, pose, type Pose } from "./arm";
import type { Archive, Landing, Status } from "./archive";

export interface Branch extends Pose {
  c: number[];
  theta: number[];
  landing: Landing;
}

const RANK: Record<Status, number> = { new: 2, improved: 1, "not added": 0 };

/** `count` draws c ~ N(0, sigma^2); new before improved before others, then by gain. */
export function branches(
  count: number,
  sigma: number,
  theta: number[],
  rows: number[][],
  archive: Archive,
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

/** Box and Muller's. */
function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
