/** Maps whose cells are rectangles in rows and columns, painted pixel by pixel. */

import type { Archive } from "../archive";
import { ratio, type Surface } from "../canvas";
import { asPixel, DIM, EMPTY, PIXEL } from "../colours";
import type { Filter } from "../filter";
import type { Frame } from "./frame";

const BETWEEN = -2; // neither a cell nor an elite
const NOBODY = -1;
const LINED = 8; // px, from which cells have a line between them
const SMALL = 2; // px, that an elite is drawn at least
const SPARSE = 0.08; // coverage, below which it is a pixel more
const SNAP = 5; // px that the mouse may miss a small cell by
const empty = asPixel(EMPTY);
const dim = asPixel(DIM);

/** How the pixels of one direction fall into cells. */
export interface Along {
  /** [pixel] what the cell's index gets from this direction; BETWEEN where there is no cell. */
  index: Int32Array;
  /** Pixels to a cell. */
  pitch: number;
}

/**
 * @param place a unit coordinate's part of the cell's index, or null between cells.
 * @param cells along the whole axis.
 */
export function along(
  frame: Frame,
  up: boolean,
  cells: number,
  place: (unit: number) => number | null,
): Along {
  const fine = ratio();
  const side = Math.round(frame.size * fine);
  const pitch = (frame.scale * side) / cells;
  const index = new Int32Array(side);
  const unit = (pixel: number): number =>
    up ? frame.v(frame.top + (pixel + 0.5) / fine) : frame.u(frame.left + (pixel + 0.5) / fine);
  for (let pixel = 0; pixel < side; pixel++) index[pixel] = place(unit(pixel)) ?? BETWEEN;
  if (pitch >= LINED * fine) {
    // A line between cells that are large enough to show one.
    for (let pixel = side - 1; pixel > 0; pixel--) {
      if (index[pixel] !== index[pixel - 1]) index[pixel] = BETWEEN;
    }
  }
  return { index, pitch };
}

export class Raster {
  private archive: Archive | null = null;
  private rows = new Int32Array(0); // [pixel] the elite's row, NOBODY or BETWEEN
  private side = 0;
  private pitch = 1;

  constructor(private readonly frame: Frame) {}

  /**
   * @param rowOf [cell] the row to show, or -1.
   * @param centres where an elite is drawn larger than its cell, if cells are small.
   */
  paint(
    surface: Surface,
    archive: Archive,
    filter: Filter,
    across: Along,
    up: Along,
    rowOf: Int32Array,
    centres: (row: number) => [number, number],
  ): void {
    const side = across.index.length;
    const rows = new Int32Array(side * side);
    for (let y = 0, at = 0; y < side; y++) {
      const base = up.index[y];
      for (let x = 0; x < side; x++, at++) {
        const part = across.index[x];
        rows[at] = base < 0 || part < 0 ? BETWEEN : rowOf[base + part];
      }
    }
    this.archive = archive;
    this.side = side;
    this.rows = rows;
    this.pitch = Math.min(across.pitch, up.pitch);
    const least = Math.round((archive.count < SPARSE * rowOf.length ? SMALL + 1 : SMALL) * ratio());
    if (this.pitch < least) this.enlarge(archive, filter, least, centres);
    const image = new ImageData(side, side);
    const pixels = new Uint32Array(image.data.buffer);
    const colours = Uint32Array.from(archive.objective, (objective, row) =>
      filter.mask[row] ? PIXEL[archive.shade(objective)] : dim,
    );
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at];
      pixels[at] = row >= 0 ? colours[row] : row === NOBODY ? empty : 0;
    }
    const fine = ratio();
    surface.context.putImageData(
      image,
      Math.round(this.frame.left * fine),
      Math.round(this.frame.top * fine),
    );
  }

  hit(x: number, y: number, mask: Uint8Array): number {
    if (!this.archive || !this.frame.holds(x, y)) return -1;
    const fine = ratio();
    const [px, py] = [Math.floor((x - this.frame.left) * fine), Math.floor((y - this.frame.top) * fine)];
    const here = this.rows[py * this.side + px];
    if (here >= 0 && mask[here]) return here;
    const reach = this.pitch < 2 * SNAP ? Math.round(SNAP * fine) : 1; // 1: the line between two cells
    let found = -1;
    let least = reach * reach;
    for (let v = Math.max(0, py - reach); v <= Math.min(this.side - 1, py + reach); v++) {
      for (let u = Math.max(0, px - reach); u <= Math.min(this.side - 1, px + reach); u++) {
        const row = this.rows[v * this.side + u];
        const apart = (u - px) ** 2 + (v - py) ** 2;
        if (row < 0 || !mask[row] || apart > least) continue;
        found = apart < least ? row : this.archive.better(found, row);
        least = apart;
      }
    }
    return found;
  }

  /** Every elite takes a few pixels, the best of those that are shown last. */
  private enlarge(
    archive: Archive,
    filter: Filter,
    dot: number,
    centres: (row: number) => [number, number],
  ): void {
    const fine = ratio();
    const { side, rows } = this;
    for (const shown of [0, 1]) {
      for (const row of archive.order) {
        if (filter.mask[row] !== shown) continue;
        const [x, y] = centres(row);
        const left = Math.round((x - this.frame.left) * fine - dot / 2);
        const top = Math.round((y - this.frame.top) * fine - dot / 2);
        for (let v = Math.max(0, top); v < Math.min(side, top + dot); v++) {
          for (let u = Math.max(0, left); u < Math.min(side, left + dot); u++) rows[v * side + u] = row;
        }
      }
    }
  }
}
