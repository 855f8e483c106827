/** The elites as the page holds them: columns, and an index from cell to row. */

import { shade } from "./colours";
import type { Message } from "./packed";
import type { Run } from "./source";

const DARKEST = 0.05; // of the elites

/** The run's own figures. */
export interface Figures {
  version: number;
  elites: number;
  coverage: number;
  best: number;
  qd_score: number;
  mean: number;
  evaluations: number;
}

/** A solution's place: an elite's, or where a steered one lands. */
export interface Spot {
  cell: number;
  objective: number;
  measures: ArrayLike<number>;
}

export class Archive {
  readonly figures: Figures;
  readonly cells: Int32Array;
  readonly objective: Float32Array;
  /** [c, k] of a CVT archive. */
  readonly centroids: Float32Array | null;
  /** The lowest and the highest objective. */
  readonly low: number;
  readonly high: number;
  readonly measures: Float32Array;
  private readonly rows: Map<number, number>;
  private ascending: Uint32Array | null = null;

  constructor(
    readonly run: Run,
    message: Message,
  ) {
    this.figures = message.header as unknown as Figures;
    this.cells = message.i32("cell");
    this.objective = message.f32("objective");
    this.measures = message.f32("measures");
    this.centroids = message.has("centroid") ? message.f32("centroid") : null;
    this.rows = new Map(Array.from(this.cells, (cell, row) => [cell, row]));
    let low = Infinity;
    let high = -Infinity;
    for (const objective of this.objective) {
      if (objective < low) low = objective;
      if (objective > high) high = objective;
    }
    this.low = low;
    this.high = high;
  }

  get count(): number {
    return this.cells.length;
  }

  get k(): number {
    return this.run.measures.length;
  }

  row(cell: number): number | undefined {
    return this.rows.get(cell);
  }

  spot(row: number): Spot {
    const measures = this.measures.subarray(row * this.k, (row + 1) * this.k);
    return { cell: this.cells[row], objective: this.objective[row], measures };
  }

  measure(row: number, axis: number): number {
    return this.measures[row * this.k + axis];
  }

  /** A measure between its lower (0) and upper (1) end. */
  unit(value: number, axis: number): number {
    const { lower, upper } = this.run;
    return Math.max(0, Math.min(1, (value - lower[axis]) / (upper[axis] - lower[axis])));
  }

  /** An objective between the archive's lowest (0) and highest (1). */
  height(objective: number): number {
    return this.high > this.low
      ? Math.max(0, Math.min(1, (objective - this.low) / (this.high - this.low)))
      : 1;
  }

  /** A grid cell's index along an axis. */
  digit(cell: number, axis: number): number {
    const { shape } = this.run;
    let rest = cell;
    for (let after = shape.length - 1; after > axis; after--) rest = Math.floor(rest / shape[after]);
    return rest % shape[axis];
  }

  /** An objective's shade: the worst few share the darkest, lest one of them takes most of the scale. */
  shade(objective: number): number {
    const dark = this.objective[this.order[Math.floor(DARKEST * this.count)]] ?? this.low;
    return shade(this.high > dark ? (objective - dark) / (this.high - dark) : 1);
  }

  /** The rows, worst first. */
  get order(): Uint32Array {
    this.ascending ??= Uint32Array.from(this.cells.keys()).sort((a, b) => this.compare(a, b));
    return this.ascending;
  }

  /** Positive if row a is the better one: its objective is higher, or is equal and its cell is lower. */
  compare(a: number, b: number): number {
    return this.objective[a] - this.objective[b] || this.cells[b] - this.cells[a];
  }

  /** The better of two rows, of which either may be -1. */
  better(a: number, b: number): number {
    if (a < 0 || b < 0) return Math.max(a, b);
    return this.compare(a, b) > 0 ? a : b;
  }

  /** Squared distance of two elites' measures, each axis as long as any other. */
  distance(a: number, b: number): number {
    let sum = 0;
    for (let axis = 0; axis < this.k; axis++) {
      sum += (this.unit(this.measure(a, axis), axis) - this.unit(this.measure(b, axis), axis)) ** 2;
    }
    return sum;
  }
}
