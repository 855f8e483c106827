/**
 * A map of any two measures, which shows the best elite of each bin of a grid. The elites of an archive
 * without a grid are points.
 */

import type { Archive, Entry } from "../archive";
import type { Surface } from "../canvas";
import type { Filter } from "../filter";
import type { Axis, Frame } from "./frame";
import { pixelCells, Raster } from "./raster";
import type { MapContent, MapView, Point } from "./view";

/** Returns the number of bins along an axis: the grid's own, or a number that suits the elites. */
export function binCount(archive: Archive, axis: number): number {
  if (!archive.run.cvt) return archive.run.shape[axis];
  return Math.max(8, Math.min(64, Math.round(Math.sqrt(archive.count / 2))));
}

/** Returns a solution's bin along an axis. */
export function binOf(archive: Archive, { cell, measures }: Entry, axis: number): number {
  if (!archive.run.cvt) return archive.gridIndex(cell, axis);
  const count = binCount(archive, axis);
  return Math.min(count - 1, Math.floor(archive.normalizedMeasure(measures[axis], axis) * count));
}

/**
 * Returns the row of the best elite of each bin: of the elites that the filter shows, else of all. It is
 * -1 where a bin has none. The index of a bin is (bin of x) * (bins of y) + (bin of y).
 */
export function bestPerBin(
  archive: Archive,
  filter: Filter,
  [horizontal, vertical]: readonly [number, number],
): Int32Array {
  const height = binCount(archive, vertical);
  const best = new Int32Array(binCount(archive, horizontal) * height).fill(-1);
  for (const shown of [0, 1]) {
    for (const row of archive.ascending) {
      if (filter.mask[row] !== shown) continue;
      const entry = archive.entry(row);
      best[binOf(archive, entry, horizontal) * height + binOf(archive, entry, vertical)] = row;
    }
  }
  return best;
}

/** Returns the number of elites in a solution's bin of two measures. */
export function countInBin(archive: Archive, entry: Entry, axes: readonly [number, number]): number {
  const wanted = axes.map((axis) => binOf(archive, entry, axis));
  let count = 0;
  for (let row = 0; row < archive.count; row++) {
    const other = archive.entry(row);
    if (axes.every((axis, i) => binOf(archive, other, axis) === wanted[i])) count++;
  }
  return count;
}

export const measureAxis = ({ run }: Archive, axis: number): Axis => ({
  name: run.measures[axis],
  color: run.colors[axis],
  lower: run.lower[axis],
  upper: run.upper[axis],
});

export class GridView implements MapView {
  private readonly raster: Raster;
  private content: MapContent | null = null;

  constructor(private readonly frame: Frame) {
    this.raster = new Raster(frame);
  }

  paint(surface: Surface, content: MapContent): void {
    const { archive, filter, axes } = content;
    const { frame } = this;
    this.content = content;
    frame.fit(surface.width, surface.height);
    const position = (row: number): Point => this.position(archive.entry(row));
    if (archive.run.cvt) this.raster.paintPoints(surface, archive, filter, position);
    else this.paintBins(surface, content, position);
    frame.drawAxes(surface.context, measureAxis(archive, axes[0]), measureAxis(archive, axes[1]));
  }

  private paintBins(
    surface: Surface,
    { archive, filter, axes }: MapContent,
    position: (row: number) => Point,
  ): void {
    const { frame } = this;
    const [width, height] = [binCount(archive, axes[0]), binCount(archive, axes[1])];
    const bin = (unit: number, count: number): number =>
      Math.max(0, Math.min(count - 1, Math.floor(unit * count)));
    const horizontal = pixelCells(frame, false, width, (u) => bin(u, width) * height);
    const vertical = pixelCells(frame, true, height, (v) => bin(v, height));
    const best = bestPerBin(archive, filter, axes);
    this.raster.paint(surface, archive, filter, horizontal, vertical, best, position);
  }

  get enlarged(): boolean {
    return this.raster.enlarged;
  }

  rowAt(x: number, y: number): number {
    return this.content ? this.raster.rowAt(x, y, this.content.filter.mask) : -1;
  }

  position(entry: Entry): Point {
    const { archive, axes } = this.content!;
    const unit = (axis: number): number =>
      archive.run.cvt
        ? archive.normalizedMeasure(entry.measures[axis], axis)
        : (binOf(archive, entry, axis) + 0.5) / binCount(archive, axis);
    const [u, v] = axes.map(unit);
    return [this.frame.x(u), this.frame.y(v)];
  }

  outline(context: CanvasRenderingContext2D, entry: Entry, color: string, lineWidth: number): void {
    const { archive, axes } = this.content!;
    const [x, y] = this.position(entry);
    const extent = this.frame.size * this.frame.scale;
    const side = (axis: number): number => (archive.run.cvt ? 0 : extent / binCount(archive, axis));
    const [width, height] = axes.map((axis) => Math.max(8, side(axis)) + lineWidth);
    context.strokeStyle = color;
    context.lineWidth = lineWidth;
    context.strokeRect(x - width / 2, y - height / 2, width, height);
  }
}
