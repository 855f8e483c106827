/** The filter: which elites are shown, by ranges of the objective and of the measures. */

import type { Archive } from "./archive";

export type Range = readonly [low: number, high: number];

export class Filter {
  /** Range of the objective. An infinite end admits any elite, also those of a later archive. */
  range: Range = [-Infinity, Infinity];
  /** [axis] the normalized range of a brushed axis. The objective is the axis after the measures. */
  readonly brushes = new Map<number, Range>();
  /** [row] 1 if the elite is shown, else 0. */
  mask = new Uint8Array(0);
  /** Number of elites shown. */
  count = 0;

  /** Computes the mask for an archive. */
  apply(archive: Archive): void {
    const [low, high] = this.range;
    const mask = new Uint8Array(archive.count);
    let count = 0;
    for (let row = 0; row < mask.length; row++) {
      const objective = archive.objective[row];
      if (objective >= low && objective <= high && this.insideBrushes(archive, row)) {
        mask[row] = 1;
        count++;
      }
    }
    this.mask = mask;
    this.count = count;
  }

  private insideBrushes(archive: Archive, row: number): boolean {
    for (const [axis, [low, high]] of this.brushes) {
      const value = axisValue(archive, row, axis);
      if (value < low || value > high) return false;
    }
    return true;
  }
}

/** Returns an elite's normalized measure, or its normalized objective for the axis after the measures. */
export const axisValue = (archive: Archive, row: number, axis: number): number =>
  axis < archive.k
    ? archive.normalizedMeasure(archive.measure(row, axis), axis)
    : archive.normalizedObjective(archive.objective[row]);
