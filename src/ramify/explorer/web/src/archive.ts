/** The elites of a run: one array per column, and an index from cell to row. */

import { shadeOf } from "./colors";
import type { Run } from "./data/api";
import type { Message } from "./data/messages";

/** Share of the elites, worst first, that are painted in the darkest shade. */
const DARKEST_SHARE = 0.05;

/** Least steadiness of a robot that walks during its whole episode, as in elites/steadiness.py. */
const STEADY = 0.5;

/** The metrics that the run itself reports. */
export interface Metrics {
  version: number;
  elites: number;
  coverage: number;
  best: number;
  qd_score: number;
  mean: number;
  evaluations: number;
}

/** A solution's cell, objective and measures: an elite's, or those of a steered solution. */
export interface Entry {
  cell: number;
  objective: number;
  measures: ArrayLike<number>;
}

export class Archive {
  readonly metrics: Metrics;
  readonly cells: Int32Array;
  readonly objective: Float32Array;
  /** [c, k], only for a CVT archive. */
  readonly centroids: Float32Array | null;
  /** Distance of the shorter half of each robot's episode, divided by that of the longer: 0 to 1. */
  private readonly steadiness: Float32Array | null;
  readonly lowestObjective: number;
  readonly highestObjective: number;
  private readonly measures: Float32Array; // [row, k]
  private readonly rowByCell = new Map<number, number>();
  private sortedRows: Uint32Array | null = null;

  /** The archive whose colors are used: this one, or the one with the objectives before a damage. */
  private readonly colors: Archive;

  constructor(
    readonly run: Run,
    private readonly message: Message,
    predicted: { objective: Float32Array; colors: Archive } | null = null,
  ) {
    this.metrics = message.header as unknown as Metrics;
    this.cells = message.i32("cell");
    this.objective = predicted?.objective ?? message.f32("objective");
    this.colors = predicted?.colors ?? this;
    this.measures = message.f32("measures");
    this.steadiness = message.has("steadiness") ? message.f32("steadiness") : null;
    this.centroids = message.has("centroid") ? message.f32("centroid") : null;
    this.cells.forEach((cell, row) => this.rowByCell.set(cell, row));
    let lowest = Infinity;
    let highest = -Infinity;
    for (const objective of this.objective) {
      if (objective < lowest) lowest = objective;
      if (objective > highest) highest = objective;
    }
    this.lowestObjective = predicted?.colors.lowestObjective ?? lowest;
    this.highestObjective = predicted?.colors.highestObjective ?? highest;
  }

  /** Returns the same elites with predicted objectives, in the colors of this archive. */
  withPrediction(objective: Float32Array): Archive {
    return new Archive(this.run, this.message, { objective, colors: this.colors });
  }

  get count(): number {
    return this.cells.length;
  }

  /** Number of measures. */
  get k(): number {
    return this.run.measures.length;
  }

  /** What the colors stand for. */
  get objectiveName(): string {
    return this.colors === this ? this.run.objective : `predicted ${this.run.objective}`;
  }

  rowOf(cell: number): number | undefined {
    return this.rowByCell.get(cell);
  }

  entry(row: number): Entry {
    const measures = this.measures.subarray(row * this.k, (row + 1) * this.k);
    return { cell: this.cells[row], objective: this.objective[row], measures };
  }

  measure(row: number, axis: number): number {
    return this.measures[row * this.k + axis];
  }

  /** Scales a measure to 0 at its lower bound and 1 at its upper bound. */
  normalizedMeasure(value: number, axis: number): number {
    const { lower, upper } = this.run;
    return Math.max(0, Math.min(1, (value - lower[axis]) / (upper[axis] - lower[axis])));
  }

  /** Scales an objective to 0 at the archive's lowest and 1 at its highest. */
  normalizedObjective(objective: number): number {
    const { lowestObjective: lowest, highestObjective: highest } = this;
    return highest > lowest ? Math.max(0, Math.min(1, (objective - lowest) / (highest - lowest))) : 1;
  }

  /** Returns a grid cell's index along an axis. */
  gridIndex(cell: number, axis: number): number {
    const { shape } = this.run;
    let rest = cell;
    for (let after = shape.length - 1; after > axis; after--) rest = Math.floor(rest / shape[after]);
    return rest % shape[axis];
  }

  /**
   * Returns the shade for an objective. The worst few elites share the darkest shade, because one of
   * them alone could take up most of the scale.
   */
  shade(objective: number): number {
    const { colors } = this;
    const dark = colors.objective[colors.ascending[Math.floor(DARKEST_SHARE * this.count)]];
    const from = dark ?? this.lowestObjective;
    const span = this.highestObjective - from;
    return shadeOf(span > 0 ? (objective - from) / span : 1);
  }

  /** All rows, worst first. */
  get ascending(): Uint32Array {
    this.sortedRows ??= Uint32Array.from(this.cells.keys()).sort((a, b) => this.compare(a, b));
    return this.sortedRows;
  }

  /**
   * Compares two rows: the result is positive if row a is better and negative if row b is better. The
   * better row has the higher objective. If the objectives are equal, it has the lower cell number.
   */
  compare(a: number, b: number): number {
    return this.objective[a] - this.objective[b] || this.cells[b] - this.cells[a];
  }

  /** Returns the better of two rows. A row of -1 means "none" and loses against any other. */
  better(a: number, b: number): number {
    if (a < 0 || b < 0) return Math.max(a, b);
    return this.compare(a, b) > 0 ? a : b;
  }

  /** Returns the rows whose robots walk during their whole episode; null if it is not known. */
  steady(rows: number[]): number[] | null {
    const { steadiness } = this;
    return steadiness && rows.filter((row) => steadiness[row] >= STEADY);
  }

  /** Returns the squared distance between two elites' normalized measures. */
  squaredDistance(a: number, b: number): number {
    let sum = 0;
    for (let axis = 0; axis < this.k; axis++) {
      const from = this.normalizedMeasure(this.measure(a, axis), axis);
      sum += (from - this.normalizedMeasure(this.measure(b, axis), axis)) ** 2;
    }
    return sum;
  }
}
