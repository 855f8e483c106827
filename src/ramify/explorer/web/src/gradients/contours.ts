/** Lines of equal height, of any function on a square. */

import type { Pair } from "./plane";

const CELLS = 72; // along each side

/** Of each level, the straight pieces of its line. Each small square is cut into two triangles, in which
 * the function is taken for flat. */
export function contours(f: (at: Pair) => number, half: number, levels: number[]): Pair[][][] {
  const at = (i: number): number => half * ((2 * i) / CELLS - 1);
  const corners = Array.from({ length: CELLS + 1 }, (_, i) =>
    Array.from({ length: CELLS + 1 }, (_, j): Corner => ({ at: [at(i), at(j)], z: f([at(i), at(j)]) })),
  );
  const lines = levels.map((): Pair[][] => []);
  for (let i = 0; i < CELLS; i++) {
    for (let j = 0; j < CELLS; j++) {
      const [a, b, c, d] = [corners[i][j], corners[i + 1][j], corners[i][j + 1], corners[i + 1][j + 1]];
      for (const triangle of [[a, b, c], [d, c, b]]) cut(triangle, levels, lines);
    }
  }
  return lines;
}

interface Corner {
  at: Pair;
  z: number;
}

function cut(triangle: Corner[], levels: number[], lines: Pair[][][]): void {
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
