/** Contour lines of a function on a square. */

import type { Pair } from "./plane";

const CELLS = 72; // along each side

interface Corner {
  at: Pair;
  z: number;
}

/**
 * Returns the straight segments of the contour line of each level. Every cell is cut into two triangles,
 * in which the function is taken as linear.
 */
export function contours(f: (at: Pair) => number, half: number, levels: number[]): Pair[][][] {
  const at = (i: number): number => half * ((2 * i) / CELLS - 1);
  const corners = Array.from({ length: CELLS + 1 }, (_, i) =>
    Array.from({ length: CELLS + 1 }, (_, j): Corner => ({ at: [at(i), at(j)], z: f([at(i), at(j)]) })),
  );
  const lines = levels.map((): Pair[][] => []);
  for (let i = 0; i < CELLS; i++) {
    for (let j = 0; j < CELLS; j++) {
      const [a, b] = [corners[i][j], corners[i + 1][j]];
      const [c, d] = [corners[i][j + 1], corners[i + 1][j + 1]];
      addSegments([a, b, c], levels, lines);
      addSegments([d, c, b], levels, lines);
    }
  }
  return lines;
}

/** Adds the segment of each level that crosses a triangle. */
function addSegments(triangle: Corner[], levels: number[], lines: Pair[][][]): void {
  levels.forEach((level, k) => {
    const ends: Pair[] = [];
    triangle.forEach((from, i) => {
      const to = triangle[(i + 1) % 3];
      if (from.z < level === to.z < level) return;
      const t = (level - from.z) / (to.z - from.z);
      ends.push([from.at[0] + t * (to.at[0] - from.at[0]), from.at[1] + t * (to.at[1] - from.at[1])]);
    });
    if (ends.length === 2) lines[k].push(ends);
  });
}
