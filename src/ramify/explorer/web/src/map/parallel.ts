/** Any number of measures: an axis each and one for the objective, a line an elite; dragging brushes. */

import type { Archive, Spot } from "../archive";
import { ratio, type Surface } from "../canvas";
import { asPixel, DIM, INK, MUTE } from "../colours";
import { axisUnit } from "../filter";
import { figure } from "../words";
import { Density } from "./density";
import type { MapView, Shown } from "./view";

const ROOM = { side: 48, top: 30, bottom: 52 };
const BINS = 128; // of an axis, once there are too many elites to draw each
const MANY = 8_000;
const COARSE = 2; // pixels across that many lines share
const NEAR = 7; // px
const TIE = 1; // px by which a line may be farther than the nearest and still count as near
const POINTS = 8; // of a line between two axes, at which `along` tells where it is
const GRIP = 14; // px from an axis that a brush begins

/** The elites whose line begins and ends in the same bins are together. */
interface Between {
  start: Uint32Array;
  rows: Uint32Array;
}

export class Parallel implements MapView {
  private shown: Shown | null = null;
  private width = 1;
  private height = 1;
  private units: Float32Array[] = []; // [axis][row]
  private shades: Float32Array = new Float32Array(0); // [row]
  private between: Between[] = []; // [axis]

  get axes(): number {
    return this.units.length;
  }

  paint(surface: Surface, shown: Shown): void {
    if (this.shown?.archive !== shown.archive) this.index(shown.archive);
    this.shown = shown;
    this.width = Math.max(20, surface.width - 2 * ROOM.side);
    this.height = Math.max(20, surface.height - ROOM.top - ROOM.bottom);
    for (let axis = 0; axis + 1 < this.axes; axis++) this.lines(surface, axis);
    for (let axis = 0; axis < this.axes; axis++) this.axis(surface, axis);
  }

  hit(x: number, y: number): number {
    if (!this.shown || y < ROOM.top - NEAR || y > ROOM.top + this.height + NEAR) return -1;
    const along = ((x - ROOM.side) / this.width) * (this.axes - 1);
    if (along < -0.05 || along > this.axes - 0.95) return -1;
    const axis = Math.max(0, Math.min(this.axes - 2, Math.floor(along)));
    const part = Math.max(0, Math.min(1, along - axis));
    const [left, right] = [this.units[axis], this.units[axis + 1]];
    const target = 1 - (y - ROOM.top) / this.height;
    const { archive, filter } = this.shown;
    const { start, rows } = this.between[axis];
    const reach = NEAR / this.height;
    const near: [row: number, apart: number][] = [];
    let least = reach;
    for (let from = 0; from < BINS; from++) {
      const [low, high] = ends(from, part, target, reach);
      for (let at = start[from * BINS + low]; low <= high && at < start[from * BINS + high + 1]; at++) {
        const row = rows[at];
        const apart = Math.abs(left[row] * (1 - part) + right[row] * part - target);
        if (apart >= reach || !filter.mask[row]) continue;
        near.push([row, apart]);
        least = Math.min(least, apart);
      }
    }
    const tied = near.filter(([, apart]) => apart <= least + TIE / this.height);
    return tied.reduce((best, [row]) => archive.better(best, row), -1);
  }

  at(spot: Spot): [number, number] {
    const best = this.axes - 1; // the objective's axis, where lines are farthest apart
    return [this.x(best), this.y(this.shown!.archive.height(spot.objective))];
  }

  along(spot: Spot): [number, number][] {
    const heights = this.heights(spot);
    return Array.from({ length: POINTS * (this.axes - 1) + 1 }, (_, i) => {
      const axis = Math.min(this.axes - 2, Math.floor(i / POINTS));
      const part = i / POINTS - axis;
      return [this.x(axis + part), this.y(heights[axis] * (1 - part) + heights[axis + 1] * part)];
    });
  }

  outline(context: CanvasRenderingContext2D, spot: Spot, colour: string, weight: number): void {
    const heights = this.heights(spot);
    context.strokeStyle = colour;
    context.lineWidth = weight;
    context.lineJoin = "round";
    context.beginPath();
    heights.forEach((height, axis) => context.lineTo(this.x(axis), this.y(height)));
    context.stroke();
  }

  /** The axis that a brush begun at x would be on, or -1. */
  axisAt(x: number): number {
    const axis = Math.round(((x - ROOM.side) / this.width) * (this.axes - 1));
    return axis >= 0 && axis < this.axes && Math.abs(x - this.x(axis)) <= GRIP ? axis : -1;
  }

  /** How far up an axis y is, 0 to 1. */
  unit(y: number): number {
    return Math.max(0, Math.min(1, 1 - (y - ROOM.top) / this.height));
  }

  /** A solution's place on each axis, 0 to 1. */
  private heights({ objective, measures }: Spot): number[] {
    const { archive } = this.shown!;
    const units = Array.from(measures, (value, axis) => archive.unit(value, axis));
    return [...units, archive.height(objective)];
  }

  private x = (axis: number): number => ROOM.side + (axis * this.width) / (this.axes - 1);
  private y = (unit: number): number => ROOM.top + (1 - unit) * this.height;

  private index(archive: Archive): void {
    const rows = [...archive.cells.keys()];
    this.shades = archive.objective.map((objective) => archive.shade(objective));
    this.units = Array.from({ length: archive.k + 1 }, (_, axis) =>
      Float32Array.from(rows, (row) => axisUnit(archive, row, axis)),
    );
    this.between = this.units.slice(1).map((right, axis) => bucketed(this.units[axis], right));
  }

  private lines({ context }: Surface, axis: number): void {
    const { archive, filter } = this.shown!;
    const fine = ratio();
    const many = archive.count > MANY;
    const left = Math.round(this.x(axis) * fine);
    const wide = Math.round(this.x(axis + 1) * fine) - left;
    const size = [Math.ceil(wide / (many ? COARSE : 1)), Math.round(this.height * fine)] as const;
    const [kept, others] = [new Density(...size), new Density(...size)];
    const [from, to] = [this.units[axis], this.units[axis + 1]];
    const objective = this.units[this.axes - 1];
    const { shades } = this;
    // The good ones leave more ink, or the many poor ones would hide them.
    const ink = (row: number): number => 0.25 + 2 * objective[row] ** 2;
    if (!many) {
      for (let row = 0; row < archive.count; row++) {
        (filter.mask[row] ? kept : others).line(from[row], to[row], ink(row), shades[row]);
      }
    } else {
      const { start, rows } = this.between[axis];
      for (let bin = 0; bin + 1 < start.length; bin++) {
        const sums = { ink: 0, shade: 0, left: 0 };
        for (let at = start[bin]; at < start[bin + 1]; at++) {
          const row = rows[at];
          if (!filter.mask[row]) sums.left++;
          else {
            sums.ink += ink(row);
            sums.shade += ink(row) * shades[row];
          }
        }
        const ends = [(Math.floor(bin / BINS) + 0.5) / BINS, ((bin % BINS) + 0.5) / BINS] as const;
        if (sums.ink) kept.line(...ends, sums.ink, sums.shade / sums.ink);
        if (sums.left) others.line(...ends, sums.left, 0);
      }
    }
    // As much ink on the page whatever the number of elites, up to a point.
    const opaque = Math.max(0.12, 1.6 / Math.max(1, (filter.count / this.height) * 0.35));
    const faint = 0.5 / Math.max(1, (archive.count / this.height) * 0.3);
    for (const picture of [others.picture(asPixel(DIM), faint), kept.picture(null, opaque)]) {
      context.drawImage(picture, left / fine, ROOM.top, wide / fine, size[1] / fine);
    }
  }

  private axis({ context }: Surface, axis: number): void {
    const { archive } = this.shown!;
    const { run } = archive;
    const measure = axis < archive.k;
    const x = this.x(axis);
    context.fillStyle = measure ? run.colours[axis] : INK;
    context.globalAlpha = 0.75;
    context.fillRect(Math.round(x) - 0.5, ROOM.top, 1, this.height);
    context.globalAlpha = 1;
    context.textAlign = "center";
    const name = measure ? run.measures[axis] : run.objective;
    context.fillText(name, x, ROOM.top + this.height + 36);
    context.fillStyle = MUTE;
    const [low, high] = measure ? [run.lower[axis], run.upper[axis]] : [archive.low, archive.high];
    context.fillText(figure(high, 3), x, ROOM.top - 9);
    context.fillText(figure(low, 3), x, ROOM.top + this.height + 17);
  }

  brush(context: CanvasRenderingContext2D): void {
    for (const [axis, [low, high]] of this.shown?.filter.brushes ?? []) {
      const [x, top, tall] = [this.x(axis) - 7, this.y(high), (high - low) * this.height];
      context.fillStyle = "rgb(255 255 255 / 0.16)";
      context.strokeStyle = "rgb(255 255 255 / 0.8)";
      context.lineWidth = 1;
      context.fillRect(x, top, 14, tall);
      context.strokeRect(x, top, 14, tall);
    }
  }
}

/** The bins at the right from which a line that begins in bin `from` passes near the target. */
function ends(from: number, part: number, target: number, reach: number): [number, number] {
  if (part < 0.5 / BINS) {
    const inside = Math.abs((from + 0.5) / BINS - target) <= reach + 1 / BINS;
    return inside ? [0, BINS - 1] : [1, 0];
  }
  const at = (target - ((from + 0.5) / BINS) * (1 - part)) / part;
  const slack = (reach + 1 / BINS) / part;
  return [
    Math.max(0, Math.floor((at - slack) * BINS)),
    Math.min(BINS - 1, Math.ceil((at + slack) * BINS)),
  ];
}

/** Counting sort of the rows by the pair of bins that their line joins. */
function bucketed(left: Float32Array, right: Float32Array): Between {
  const bin = (unit: number): number => Math.min(BINS - 1, Math.floor(unit * BINS));
  const keys = Uint32Array.from(left, (unit, row) => bin(unit) * BINS + bin(right[row]));
  const start = new Uint32Array(BINS * BINS + 1);
  for (const key of keys) start[key + 1]++;
  for (let i = 1; i < start.length; i++) start[i] += start[i - 1];
  const next = start.slice();
  const rows = new Uint32Array(keys.length);
  keys.forEach((key, row) => (rows[next[key]++] = row));
  return { start, rows };
}
