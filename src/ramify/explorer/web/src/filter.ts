/** Which elites are shown: a range of the objective, and brushes on parallel axes. */

import type { Archive } from "./archive";

export type Range = readonly [number, number];

export class Filter {
  /** Of the objective; infinite ends move with the archive. */
  range: Range = [-Infinity, Infinity];
  /** By axis, in parts of its length: measures first, then the objective. */
  readonly brushes = new Map<number, Range>();
  /** [row] 1 where the elite is shown. */
  mask = new Uint8Array(0);
  count = 0;

  apply(archive: Archive): void {
    const [low, high] = this.range;
    const mask = new Uint8Array(archive.count);
    let count = 0;
    for (let row = 0; row < mask.length; row++) {
      const objective = archive.objective[row];
      if (objective >= low && objective <= high && this.brushed(archive, row)) {
        mask[row] = 1;
        count++;
      }
    }
    this.mask = mask;
    this.count = count;
  }

  private brushed(archive: Archive, row: number): boolean {
    for (const [axis, [from, to]] of this.brushes) {
      const along = axisUnit(archive, row, axis);
      if (along < from || along > to) return false;
    }
    return true;
  }
}

/** An elite's place along a parallel axis, 0 to 1. */
export const axisUnit = (archive: Archive, row: number, axis: number): number =>
  axis < archive.k
    ? archive.unit(archive.measure(row, axis), axis)
    : archive.height(archive.objective[row]);
