/** A map of a grid of four measures: tiles along the first two, and in each tile a grid of the others. */

import type { Archive, Entry } from "../archive";
import type { Surface } from "../canvas";
import type { Axis, Frame } from "./frame";
import { pixelCells, Raster } from "./raster";
import type { MapContent, MapView, Point } from "./view";

const GAP = 3; // px between tiles
const LARGEST_GAP = 0.1; // of a tile

export class NestedView implements MapView {
  private readonly raster: Raster;
  private content: MapContent | null = null;
  private rowOf: Int32Array = new Int32Array(0); // [cell]
  private gap = [0, 0]; // between tiles along x and y, as a share of a tile

  constructor(private readonly frame: Frame) {
    this.raster = new Raster(frame);
  }

  paint(surface: Surface, content: MapContent): void {
    const { archive, filter } = content;
    const { frame } = this;
    if (this.content?.archive !== archive) this.rowOf = rowPerCell(archive);
    this.content = content;
    frame.fit(surface.width, surface.height);
    const [a, b, c, d] = archive.run.shape;
    this.gap = [a, b].map((tiles) => Math.min(LARGEST_GAP, (GAP * tiles) / frame.size));
    const horizontal = pixelCells(frame, false, a * c, (u) => {
      const [tile, cell] = this.split(u, 0, a, c);
      return cell < 0 ? null : tile * b * c * d + cell * d;
    });
    const vertical = pixelCells(frame, true, b * d, (v) => {
      const [tile, cell] = this.split(v, 1, b, d);
      return cell < 0 ? null : tile * c * d + cell;
    });
    const position = (row: number): Point => this.position(archive.entry(row));
    this.raster.paint(surface, archive, filter, horizontal, vertical, this.rowOf, position);
    frame.drawAxes(surface.context, nestedAxis(archive, 0, 2), nestedAxis(archive, 1, 3));
  }

  get enlarged(): boolean {
    return this.raster.enlarged;
  }

  rowAt(x: number, y: number): number {
    return this.content ? this.raster.rowAt(x, y, this.content.filter.mask) : -1;
  }

  position({ cell }: Entry): Point {
    const { archive } = this.content!;
    const [a, b, c, d] = archive.run.shape;
    return [
      this.frame.x(this.centerOf(archive.gridIndex(cell, 0), archive.gridIndex(cell, 2), 0, a, c)),
      this.frame.y(this.centerOf(archive.gridIndex(cell, 1), archive.gridIndex(cell, 3), 1, b, d)),
    ];
  }

  outline(context: CanvasRenderingContext2D, entry: Entry, color: string, lineWidth: number): void {
    const [x, y] = this.position(entry);
    const [a, b, c, d] = this.content!.archive.run.shape;
    const extent = this.frame.size * this.frame.scale;
    const width = Math.max(5, (extent * (1 - this.gap[0])) / (a * c)) + 2 + lineWidth;
    const height = Math.max(5, (extent * (1 - this.gap[1])) / (b * d)) + 2 + lineWidth;
    context.strokeStyle = color;
    context.lineWidth = lineWidth;
    context.strokeRect(x - width / 2, y - height / 2, width, height);
  }

  /** Returns the tile at a unit coordinate, and the cell in that tile, or -1 between tiles. */
  private split(unit: number, direction: number, tiles: number, cells: number): [number, number] {
    const gap = this.gap[direction];
    const tile = Math.max(0, Math.min(tiles - 1, Math.floor(unit * tiles)));
    const inTile = (unit * tiles - tile - gap / 2) / (1 - gap);
    return [tile, inTile < 0 || inTile >= 1 ? -1 : Math.floor(inTile * cells)];
  }

  /** Returns the unit coordinate of the center of a cell in a tile. */
  private centerOf(tile: number, cell: number, direction: number, tiles: number, cells: number): number {
    const gap = this.gap[direction];
    return (tile + gap / 2 + ((cell + 0.5) / cells) * (1 - gap)) / tiles;
  }
}

const nestedAxis = ({ run }: Archive, outer: number, inner: number): Axis => ({
  name: run.measures[outer],
  color: run.colors[outer],
  lower: run.lower[outer],
  upper: run.upper[outer],
  inner: { name: run.measures[inner], color: run.colors[inner] },
});

function rowPerCell(archive: Archive): Int32Array {
  const cells = archive.run.shape.reduce((product, side) => product * side, 1);
  const rowOf = new Int32Array(cells).fill(-1);
  archive.cells.forEach((cell, row) => (rowOf[cell] = row));
  return rowOf;
}
