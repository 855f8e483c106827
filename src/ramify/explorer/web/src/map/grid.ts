/** Any two measures: the best elite of each bin. */

import type { Archive, Spot } from "../archive";
import type { Surface } from "../canvas";
import type { Filter } from "../filter";
import type { Axis, Frame } from "./frame";
import { along, Raster } from "./raster";
import type { MapView, Shown } from "./view";

/** How many bins: the grid's own, or as many as the elites fill. */
export function bins(archive: Archive, axis: number): number {
  if (!archive.run.cvt) return archive.run.shape[axis];
  return Math.max(8, Math.min(64, Math.round(Math.sqrt(archive.count / 2))));
}

/** The bin along an axis. */
export function bin(archive: Archive, { cell, measures }: Spot, axis: number): number {
  if (!archive.run.cvt) return archive.digit(cell, axis);
  const many = bins(archive, axis);
  return Math.min(many - 1, Math.floor(archive.unit(measures[axis], axis) * many));
}

/** [bin of x * bins of y + bin of y] the best elite shown, else the best of all, else -1. */
export function bestPerBin(
  archive: Archive,
  filter: Filter,
  [p, q]: readonly [number, number],
): Int32Array {
  const up = bins(archive, q);
  const best = new Int32Array(bins(archive, p) * up).fill(-1);
  const put = (shown: number): void => {
    for (const row of archive.order) {
      if (filter.mask[row] !== shown) continue;
      const spot = archive.spot(row);
      best[bin(archive, spot, p) * up + bin(archive, spot, q)] = row;
    }
  };
  put(0);
  put(1);
  return best;
}

export const measureAxis = ({ run }: Archive, axis: number): Axis => ({
  name: run.measures[axis],
  colour: run.colours[axis],
  lower: run.lower[axis],
  upper: run.upper[axis],
});

export class Pair implements MapView {
  private readonly raster: Raster;
  private shown: Shown | null = null;

  constructor(private readonly frame: Frame) {
    this.raster = new Raster(frame);
  }

  paint(surface: Surface, shown: Shown): void {
    const { archive, filter, axes } = shown;
    const { frame } = this;
    this.shown = shown;
    frame.fit(surface.width, surface.height);
    const [width, height] = [bins(archive, axes[0]), bins(archive, axes[1])];
    const within = (unit: number, many: number): number =>
      Math.max(0, Math.min(many - 1, Math.floor(unit * many)));
    const across = along(frame, false, width, (u) => within(u, width) * height);
    const up = along(frame, true, height, (v) => within(v, height));
    const centres = (row: number): [number, number] => this.at(archive.spot(row));
    this.raster.paint(surface, archive, filter, across, up, bestPerBin(archive, filter, axes), centres);
    frame.axes(surface.context, measureAxis(archive, axes[0]), measureAxis(archive, axes[1]));
  }

  hit(x: number, y: number): number {
    return this.shown ? this.raster.hit(x, y, this.shown.filter.mask) : -1;
  }

  at(spot: Spot): [number, number] {
    const { archive, axes } = this.shown!;
    const [u, v] = axes.map((axis) => (bin(archive, spot, axis) + 0.5) / bins(archive, axis));
    return [this.frame.x(u), this.frame.y(v)];
  }

  outline(context: CanvasRenderingContext2D, spot: Spot, colour: string, weight: number): void {
    const { archive, axes } = this.shown!;
    const [x, y] = this.at(spot);
    const extent = this.frame.size * this.frame.scale;
    const [width, height] = axes.map((axis) => Math.max(6, extent / bins(archive, axis)) + weight);
    context.strokeStyle = colour;
    context.lineWidth = weight;
    context.strokeRect(x - width / 2, y - height / 2, width, height);
  }
}
