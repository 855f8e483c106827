/** The interface of every map of the archive. */

import type { Archive, Entry } from "../archive";
import type { Surface } from "../canvas";
import type { Filter } from "../filter";

export type ViewName = "nested" | "grid" | "voronoi" | "parallel";

/** A position on the map, in CSS px from its upper left corner. */
export type Point = readonly [x: number, y: number];

/** What a map shows. */
export interface MapContent {
  archive: Archive;
  filter: Filter;
  /** The measures along x and y, for maps of two measures. */
  axes: readonly [number, number];
}

export interface MapView {
  /** Draws all elites, the axes and their names. */
  paint(surface: Surface, content: MapContent): void;
  /**
   * Returns the row of the elite that is drawn nearest to a point, or -1 if none is near. If several are
   * equally near, the one with the highest objective counts, and among equal objectives the one with the
   * lowest cell number.
   */
  rowAt(x: number, y: number): number;
  /** Returns where a solution is drawn. */
  position(entry: Entry): Point;
  /** Whether elites are drawn larger than their cells. */
  readonly enlarged?: boolean;
  /** Draws a mark around a solution. */
  outline(context: CanvasRenderingContext2D, entry: Entry, color: string, lineWidth: number): void;
}
