/** Maps whose cells are rectangles in rows and columns, painted pixel by pixel. */

import type { Archive } from "../archive";
import { pixelRatio, type Surface } from "../canvas";
import { asPixel, DIM, EMPTY, PIXEL } from "../colors";
import type { Filter } from "../filter";
import type { Frame } from "./frame";
import type { Point } from "./view";

const NO_CELL = -2; // a pixel between cells
const NO_ELITE = -1; // a pixel of an empty cell
const LINED = 8; // px, the size from which cells have a line between them
const SMALLEST = 2; // px, of a drawn elite
const SMALLEST_POINT = 4; // px, of an elite without a cell
const LARGEST = 9; // px, of a drawn elite, if there are few
const VISIBLE = 4; // px, of a cell whose elite need not be enlarged
const SPREAD = 0.12; // size of a drawn elite: this share of the map's side / sqrt(elites)
const REACH = 5; // px, by which the mouse may miss a small cell
const EMPTY_PIXEL = asPixel(EMPTY);
const DIM_PIXEL = asPixel(DIM);

/** How the pixels along one direction belong to cells. */
export interface PixelCells {
  /** [pixel] what this direction adds to the cell's index, or NO_CELL between cells. */
  index: Int32Array;
  /** Pixels per cell. */
  pitch: number;
}

/**
 * Assigns the pixels along one direction to cells.
 *
 * @param vertical whether the direction is up instead of to the right.
 * @param cells number of cells along the whole axis.
 * @param part returns what a unit coordinate adds to the cell's index, or null between cells.
 */
export function pixelCells(
  frame: Frame,
  vertical: boolean,
  cells: number,
  part: (unit: number) => number | null,
): PixelCells {
  const ratio = pixelRatio();
  const side = Math.round(frame.size * ratio);
  const pitch = (frame.scale * side) / cells;
  const index = new Int32Array(side);
  const unit = (pixel: number): number =>
    vertical
      ? frame.v(frame.top + (pixel + 0.5) / ratio)
      : frame.u(frame.left + (pixel + 0.5) / ratio);
  for (let pixel = 0; pixel < side; pixel++) index[pixel] = part(unit(pixel)) ?? NO_CELL;
  if (pitch >= LINED * ratio) {
    // The first pixel of each cell becomes the line between it and the cell before.
    for (let pixel = side - 1; pixel > 0; pixel--) {
      if (index[pixel] !== index[pixel - 1]) index[pixel] = NO_CELL;
    }
  }
  return { index, pitch };
}

/** Returns the least size of a drawn elite in px: the fewer there are, the larger. */
const leastSize = (count: number, side: number): number =>
  Math.max(SMALLEST, Math.min(LARGEST, (SPREAD * side) / Math.sqrt(Math.max(1, count))));

export class Raster {
  /** Whether elites are drawn larger than their cells. */
  enlarged = false;
  private archive: Archive | null = null;
  private rows: Int32Array = new Int32Array(0); // [pixel] the elite's row, NO_ELITE or NO_CELL
  private side = 0; // pixels of the screen
  private pitch = 1;

  constructor(private readonly frame: Frame) {}

  /**
   * @param rowOf [cell] the row to show, or -1.
   * @param position returns where an elite is drawn. If cells are small, it is drawn larger than its cell.
   */
  paint(
    surface: Surface,
    archive: Archive,
    filter: Filter,
    horizontal: PixelCells,
    vertical: PixelCells,
    rowOf: Int32Array,
    position: (row: number) => Point,
  ): void {
    this.archive = archive;
    this.side = horizontal.index.length;
    this.rows = rowsByPixel(horizontal, vertical, rowOf);
    this.pitch = Math.min(horizontal.pitch, vertical.pitch);
    const smallest = Math.round(leastSize(archive.count, this.frame.size) * pixelRatio());
    this.enlarged = this.pitch < Math.min(smallest, VISIBLE * pixelRatio());
    if (this.enlarged) this.enlarge(archive, filter, smallest, position);
    this.fill(surface, archive, filter);
  }

  /** Draws the elites as points, the best on top, without cells. */
  paintPoints(
    surface: Surface,
    archive: Archive,
    filter: Filter,
    position: (row: number) => Point,
  ): void {
    this.archive = archive;
    this.side = Math.round(this.frame.size * pixelRatio());
    this.rows = new Int32Array(this.side ** 2).fill(NO_ELITE);
    this.pitch = 1;
    const size = Math.max(SMALLEST_POINT, 2 * leastSize(archive.count, this.frame.size));
    this.enlarge(archive, filter, Math.round(Math.min(LARGEST, size) * pixelRatio()), position);
    this.fill(surface, archive, filter);
  }

  rowAt(x: number, y: number, mask: Uint8Array): number {
    if (!this.archive || !this.frame.contains(x, y)) return -1;
    const ratio = pixelRatio();
    const px = Math.floor((x - this.frame.left) * ratio);
    const py = Math.floor((y - this.frame.top) * ratio);
    const row = this.rows[py * this.side + px];
    return row >= 0 && mask[row] ? row : this.nearestRow(this.archive, px, py, mask);
  }

  /** Returns the row of the nearest pixel with a shown elite, or -1 if none is within reach. */
  private nearestRow(archive: Archive, px: number, py: number, mask: Uint8Array): number {
    // Large cells reach one pixel further, over the line between them.
    const reach = this.pitch < 2 * REACH ? Math.round(REACH * pixelRatio()) : 1;
    let found = -1;
    let least = reach * reach;
    for (let y = Math.max(0, py - reach); y <= Math.min(this.side - 1, py + reach); y++) {
      for (let x = Math.max(0, px - reach); x <= Math.min(this.side - 1, px + reach); x++) {
        const row = this.rows[y * this.side + x];
        const distance = (x - px) ** 2 + (y - py) ** 2;
        if (row < 0 || !mask[row] || distance > least) continue;
        found = distance < least ? row : archive.better(found, row);
        least = distance;
      }
    }
    return found;
  }

  private fill(surface: Surface, archive: Archive, filter: Filter): void {
    const image = new ImageData(this.side, this.side);
    const pixels = new Uint32Array(image.data.buffer);
    const colors = Uint32Array.from(archive.objective, (objective, row) =>
      filter.mask[row] ? PIXEL[archive.shade(objective)] : DIM_PIXEL,
    );
    this.rows.forEach((row, i) => {
      pixels[i] = row >= 0 ? colors[row] : row === NO_ELITE ? EMPTY_PIXEL : 0;
    });
    const ratio = pixelRatio();
    const [left, top] = [Math.round(this.frame.left * ratio), Math.round(this.frame.top * ratio)];
    surface.context.putImageData(image, left, top);
  }

  /** Gives every elite a square of some pixels. The best of the shown elites are drawn last. */
  private enlarge(
    archive: Archive,
    filter: Filter,
    square: number,
    position: (row: number) => Point,
  ): void {
    const ratio = pixelRatio();
    const { side, rows } = this;
    for (const shown of [0, 1]) {
      for (const row of archive.ascending) {
        if (filter.mask[row] !== shown) continue;
        const [x, y] = position(row);
        const left = Math.round((x - this.frame.left) * ratio - square / 2);
        const top = Math.round((y - this.frame.top) * ratio - square / 2);
        const [from, to] = [Math.max(0, left), Math.min(side, left + square)];
        for (let v = Math.max(0, top); v < Math.min(side, top + square); v++) {
          if (from < to) rows.fill(row, v * side + from, v * side + to);
        }
      }
    }
  }
}

function rowsByPixel(horizontal: PixelCells, vertical: PixelCells, rowOf: Int32Array): Int32Array {
  const side = horizontal.index.length;
  const rows = new Int32Array(side * side);
  for (let y = 0, i = 0; y < side; y++) {
    const fromVertical = vertical.index[y];
    for (let x = 0; x < side; x++, i++) {
      const fromHorizontal = horizontal.index[x];
      const between = fromVertical < 0 || fromHorizontal < 0;
      rows[i] = between ? NO_CELL : rowOf[fromVertical + fromHorizontal];
    }
  }
  return rows;
}
