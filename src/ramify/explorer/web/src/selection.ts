/** Choices of elites: the best, good ones that differ, and the nearest. */

import type { Archive } from "./archive";

const LEAST_GOOD = 40; // elites

/**
 * Chooses elites that are good and differ in their measures. The first is the best of the rows. Each
 * later one is a row of the best third that lies farthest from all rows chosen before.
 */
export function diverse(archive: Archive, rows: number[], count: number): number[] {
  const wanted = new Uint8Array(archive.count);
  for (const row of rows) wanted[row] = 1;
  const ranked = archive.ascending.filter((row) => wanted[row]).reverse();
  const good = [...ranked.subarray(0, Math.max(LEAST_GOOD, Math.ceil(ranked.length / 3)))];
  const chosen = good.slice(0, 1);
  const distances = good.map(() => Infinity); // to the nearest chosen row
  while (chosen.length < Math.min(count, good.length)) {
    let farthest = 0;
    good.forEach((row, i) => {
      const distance = archive.squaredDistance(row, chosen[chosen.length - 1]);
      distances[i] = Math.min(distances[i], distance);
      if (distances[i] > distances[farthest]) farthest = i;
    });
    chosen.push(good[farthest]);
  }
  return chosen;
}

/** Returns the row whose measures are nearest to those of another row. */
export const nearest = (archive: Archive, rows: number[], to: number): number =>
  rows.reduce((best, row) =>
    archive.squaredDistance(row, to) < archive.squaredDistance(best, to) ? row : best,
  );
