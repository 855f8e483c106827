/** An index of the lines between two parallel axes, by the bins in which they start and end. */

const BINS = 128; // per axis

/** The lines from one bin of the left axis to one bin of the right axis. */
export interface Bundle {
  /** Centers of the two bins, 0 to 1. */
  left: number;
  right: number;
  rows: Uint32Array;
}

export class LineIndex {
  private readonly rows: Uint32Array; // sorted by bundle
  private readonly start = new Uint32Array(BINS * BINS + 1); // [bundle] of its rows

  /** @param left [row] and @param right [row]: normalized values on the two axes. */
  constructor(
    private readonly left: Float32Array,
    private readonly right: Float32Array,
  ) {
    // A counting sort.
    const bin = (value: number): number => Math.min(BINS - 1, Math.floor(value * BINS));
    const keys = Uint32Array.from(left, (value, row) => bin(value) * BINS + bin(right[row]));
    for (const key of keys) this.start[key + 1]++;
    for (let i = 1; i < this.start.length; i++) this.start[i] += this.start[i - 1];
    const next = this.start.slice();
    this.rows = new Uint32Array(keys.length);
    keys.forEach((key, row) => (this.rows[next[key]++] = row));
  }

  /** All bundles that hold lines. */
  *bundles(): Generator<Bundle> {
    for (let key = 0; key < BINS * BINS; key++) {
      const rows = this.rows.subarray(this.start[key], this.start[key + 1]);
      if (!rows.length) continue;
      yield { left: (Math.floor(key / BINS) + 0.5) / BINS, right: ((key % BINS) + 0.5) / BINS, rows };
    }
  }

  /**
   * Returns the lines that pass a point between the axes within some distance, as pairs of row and
   * distance.
   *
   * @param share how far the point is from the left axis, 0 to 1.
   * @param height of the point, 0 to 1.
   * @param reach largest distance, measured vertically.
   */
  near(share: number, height: number, reach: number): [row: number, distance: number][] {
    const found: [number, number][] = [];
    for (let bin = 0; bin < BINS; bin++) {
      const [low, high] = rightBins(bin, share, height, reach);
      if (low > high) continue;
      const [from, to] = [this.start[bin * BINS + low], this.start[bin * BINS + high + 1]];
      for (const row of this.rows.subarray(from, to)) {
        const distance = Math.abs(this.left[row] * (1 - share) + this.right[row] * share - height);
        if (distance < reach) found.push([row, distance]);
      }
    }
    return found;
  }
}

/** Returns the first and last bin on the right where lines from a bin on the left may pass near a point. */
function rightBins(bin: number, share: number, height: number, reach: number): [number, number] {
  const left = (bin + 0.5) / BINS;
  if (share < 0.5 / BINS) {
    return Math.abs(left - height) <= reach + 1 / BINS ? [0, BINS - 1] : [1, 0];
  }
  const right = (height - left * (1 - share)) / share;
  const slack = (reach + 1 / BINS) / share;
  return [
    Math.max(0, Math.floor((right - slack) * BINS)),
    Math.min(BINS - 1, Math.ceil((right + slack) * BINS)),
  ];
}
