/** Which elites to show first: the best, and good ones that differ. */

import type { Archive } from "./archive";

/** The best of the rows, then of its good ones whichever is farthest from all before. */
export function diverse(archive: Archive, rows: number[], count: number): number[] {
  const wanted = new Set(rows);
  const ranked = archive.order.filter((row) => wanted.has(row)).reverse();
  const good = [...ranked.subarray(0, Math.max(40, Math.ceil(ranked.length / 3)))];
  const chosen = good.slice(0, 1);
  const apart = good.map(() => Infinity); // from the nearest that is chosen
  while (chosen.length < Math.min(count, good.length)) {
    let farthest = 0;
    good.forEach((row, i) => {
      apart[i] = Math.min(apart[i], archive.distance(row, chosen[chosen.length - 1]));
      if (apart[i] > apart[farthest]) farthest = i;
    });
    chosen.push(good[farthest]);
  }
  return chosen;
}

/** The row nearest to another, by measures. */
export const nearest = (archive: Archive, rows: number[], to: number): number =>
  rows.reduce((best, row) => (archive.distance(row, to) < archive.distance(best, to) ? row : best));
