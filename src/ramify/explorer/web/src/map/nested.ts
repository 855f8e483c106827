/** A grid of four measures: a grid of tiles along the first two, in each a grid of the other two. */

import type { Archive, Spot } from "../archive";
import type { Surface } from "../canvas";
import type { Frame } from "./frame";
import { along, Raster } from "./raster";
import type { MapView, Shown } from "./view";

const GAP = 3; // px between tiles

export class Nested implements MapView {
  private readonly raster: Raster;
  private shown: Shown | null = null;
  private rowOf: Int32Array | null = null;
  private gap = [0, 0]; // between tiles, in parts of a tile, along x and y

  constructor(private readonly frame: Frame) {
    this.raster = new Raster(frame);
  }

  paint(surface: Surface, shown: Shown): void {
    const { archive, filter } = shown;
    const { frame } = this;
    if (this.shown?.archive !== archive) this.rowOf = table(archive);
    this.shown = shown;
    frame.fit(surface.width, surface.height);
    const [a, b, c, d] = archive.run.shape;
    this.gap = [a, b].map((tiles) => Math.min(0.1, (GAP * tiles) / frame.size));
    const across = along(frame, false, a * c, (u) => {
      const [tile, inside] = this.cut(u, 0, a, c);
      return inside < 0 ? null : tile * b * c * d + inside * d;
    });
    const up = along(frame, true, b * d, (v) => {
      const [tile, inside] = this.cut(v, 1, b, d);
      return inside < 0 ? null : tile * c * d + inside;
    });
    const centres = (row: number): [number, number] => this.at(archive.spot(row));
    this.raster.paint(surface, archive, filter, across, up, this.rowOf!, centres);
    const { measures, colours, lower, upper } = archive.run;
    const axis = (outer: number, inner: number) => ({
      name: measures[outer],
      colour: colours[outer],
      lower: lower[outer],
      upper: upper[outer],
      note: { text: measures[inner], colour: colours[inner] },
    });
    frame.axes(surface.context, axis(0, 2), axis(1, 3));
  }

  hit(x: number, y: number): number {
    return this.shown ? this.raster.hit(x, y, this.shown.filter.mask) : -1;
  }

  at({ cell }: Spot): [number, number] {
    const { archive } = this.shown!;
    const [a, b, c, d] = archive.run.shape;
    return [
      this.frame.x(this.middle(archive.digit(cell, 0), archive.digit(cell, 2), 0, a, c)),
      this.frame.y(this.middle(archive.digit(cell, 1), archive.digit(cell, 3), 1, b, d)),
    ];
  }

  outline(context: CanvasRenderingContext2D, spot: Spot, colour: string, weight: number): void {
    const [x, y] = this.at(spot);
    const [a, b, c, d] = this.shown!.archive.run.shape;
    const extent = this.frame.size * this.frame.scale;
    const width = Math.max(5, (extent * (1 - this.gap[0])) / (a * c)) + 2 + weight;
    const height = Math.max(5, (extent * (1 - this.gap[1])) / (b * d)) + 2 + weight;
    context.strokeStyle = colour;
    context.lineWidth = weight;
    context.strokeRect(x - width / 2, y - height / 2, width, height);
  }

  /** The tile that a unit coordinate is in, and the cell inside it; -1: between tiles. */
  private cut(unit: number, direction: number, tiles: number, cells: number): [number, number] {
    const gap = this.gap[direction];
    const tile = Math.max(0, Math.min(tiles - 1, Math.floor(unit * tiles)));
    const inside = (unit * tiles - tile - gap / 2) / (1 - gap);
    return [tile, inside < 0 || inside >= 1 ? -1 : Math.floor(inside * cells)];
  }

  private middle(tile: number, cell: number, direction: number, tiles: number, cells: number): number {
    const gap = this.gap[direction];
    return (tile + gap / 2 + ((cell + 0.5) / cells) * (1 - gap)) / tiles;
  }
}

function table(archive: Archive): Int32Array {
  const rowOf = new Int32Array(archive.run.shape.reduce((product, side) => product * side, 1)).fill(-1);
  archive.cells.forEach((cell, row) => (rowOf[cell] = row));
  return rowOf;
}
