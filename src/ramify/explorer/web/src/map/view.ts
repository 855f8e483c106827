/** What every map of the archive can do. */

import type { Archive, Spot } from "../archive";
import type { Surface } from "../canvas";
import type { Filter } from "../filter";

export type ViewName = "nested" | "grid" | "voronoi" | "parallel";

export interface Shown {
  archive: Archive;
  filter: Filter;
  /** The measures along x and y, of the maps of two. */
  axes: readonly [number, number];
}

export interface MapView {
  /** Draws the base: all elites, axes and their names. */
  paint(surface: Surface, shown: Shown): void;
  /**
   * The row drawn nearest to here, or -1. Of rows that are equally near, the one with the highest
   * objective; of equal objectives, the lowest cell.
   */
  hit(x: number, y: number): number;
  /** Where a solution is drawn. */
  at(spot: Spot): [x: number, y: number];
  /** Further points of what is drawn for a solution, if it is more than a point. */
  along?(spot: Spot): [x: number, y: number][];
  /** Draws a mark round a solution. */
  outline(context: CanvasRenderingContext2D, spot: Spot, colour: string, weight: number): void;
}
