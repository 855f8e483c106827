/** Two measures as a Voronoi diagram: of the centroids, or of the best elite of each bin. */

import { Delaunay, type Voronoi as Diagram } from "d3-delaunay";
import type { Archive, Spot } from "../archive";
import type { Surface } from "../canvas";
import { CARD, CSS, DIM, EMPTY } from "../colours";
import type { Filter } from "../filter";
import type { Frame } from "./frame";
import { bestPerBin, measureAxis } from "./pair";
import type { MapView, Shown } from "./view";

const FEW = 12_000; // sites, up to which every border is drawn
const TIE = 1e-6; // px by which two sites' distances may differ and still count as equal

/** Sites in the unit square; each has an elite's row, or -1. */
interface Sites {
  points: Float64Array;
  rows: Int32Array;
}

export class Voronoi implements MapView {
  private shown: Shown | null = null;
  private sites: Sites = { points: new Float64Array(0), rows: new Int32Array(0) };
  private delaunay = new Delaunay(new Float64Array(0));
  private last = 0;

  constructor(private readonly frame: Frame) {}

  paint(surface: Surface, shown: Shown): void {
    const { archive, filter, axes } = shown;
    const { frame } = this;
    const { context } = surface;
    this.shown = shown;
    frame.fit(surface.width, surface.height);
    this.sites = ofCentroids(archive, axes) ?? ofElites(archive, filter, axes);
    const { points, rows } = this.sites;
    this.last = 0;
    const places = Float64Array.from(points, (unit, i) => (i % 2 ? frame.y(unit) : frame.x(unit)));
    this.delaunay = new Delaunay(places);
    const { left, top, size } = frame;
    const diagram = this.delaunay.voronoi([left, top, left + size, top + size]);
    frame.clip(context);
    context.fillStyle = EMPTY;
    context.fillRect(left, top, size, size);
    for (const [colour, members] of byColour(archive, filter, rows)) {
      context.fillStyle = colour;
      context.beginPath();
      for (const site of members) diagram.renderCell(site, context);
      context.fill();
    }
    const seen = rows.length * frame.scale ** -2;
    if (seen <= FEW) borders(context, diagram, seen > FEW / 4 ? 0.5 : 1);
    context.restore();
    frame.axes(context, measureAxis(archive, axes[0]), measureAxis(archive, axes[1]));
  }

  hit(x: number, y: number): number {
    if (!this.frame.holds(x, y) || !this.sites.rows.length) return -1;
    this.last = this.delaunay.find(x, y, this.last); // neighbours of the last are near
    const nearest = this.apart(this.last, x, y);
    const tied = [...this.delaunay.neighbors(this.last)].filter(
      (site) => this.apart(site, x, y) <= nearest + TIE,
    );
    return [this.last, ...tied].reduce((row, site) => this.shown!.archive.better(row, this.drawn(site)), -1);
  }

  /** The row that is drawn at a site, or -1. */
  private drawn(site: number): number {
    const row = this.sites.rows[site];
    return row >= 0 && this.shown?.filter.mask[row] ? row : -1;
  }

  /** How many pixels a site is from a point. */
  private apart(site: number, x: number, y: number): number {
    const { points } = this.delaunay;
    return Math.hypot(points[2 * site] - x, points[2 * site + 1] - y);
  }

  at({ cell, measures }: Spot): [number, number] {
    const { archive, axes } = this.shown!;
    const site =
      archive.centroids && archive.k === 2
        ? archive.centroids.subarray(2 * cell, 2 * cell + 2)
        : measures;
    const [u, v] = axes.map((axis) => archive.unit(site[axis], axis));
    return [this.frame.x(u), this.frame.y(v)];
  }

  outline(context: CanvasRenderingContext2D, spot: Spot, colour: string, weight: number): void {
    const [x, y] = this.at(spot);
    context.strokeStyle = colour;
    context.lineWidth = weight;
    context.beginPath();
    context.arc(x, y, 6, 0, 2 * Math.PI);
    context.stroke();
  }
}

function ofCentroids(archive: Archive, axes: readonly [number, number]): Sites | null {
  const { centroids } = archive;
  if (!centroids || archive.k !== 2) return null;
  const points = Float64Array.from(centroids, (_, i) =>
    archive.unit(centroids[i - (i % 2) + axes[i % 2]], axes[i % 2]),
  );
  const rows = new Int32Array(centroids.length / 2).fill(-1);
  archive.cells.forEach((cell, row) => (rows[cell] = row));
  return { points, rows };
}

function ofElites(archive: Archive, filter: Filter, axes: readonly [number, number]): Sites {
  const rows = bestPerBin(archive, filter, axes).filter((row) => row >= 0 && filter.mask[row]);
  const points = new Float64Array(2 * rows.length);
  rows.forEach((row, i) =>
    axes.forEach((axis, j) => (points[2 * i + j] = archive.unit(archive.measure(row, axis), axis))),
  );
  return { points, rows };
}

/** Cells of one colour are filled at once: thousands of fills would each cost. */
function byColour(archive: Archive, filter: Filter, rows: Int32Array): Map<string, number[]> {
  const members = new Map<string, number[]>();
  rows.forEach((row, site) => {
    if (row < 0) return;
    const colour = filter.mask[row] ? CSS[archive.shade(archive.objective[row])] : DIM;
    const others = members.get(colour);
    if (others) others.push(site);
    else members.set(colour, [site]);
  });
  return members;
}

function borders(
  context: CanvasRenderingContext2D,
  diagram: Diagram<Delaunay.Point>,
  weight: number,
): void {
  context.beginPath();
  diagram.render(context);
  context.strokeStyle = CARD;
  context.lineWidth = weight;
  context.stroke();
}
