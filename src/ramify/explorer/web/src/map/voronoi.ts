/** A Voronoi diagram of two measures: of the archive's centroids, or of the best elite of each bin. */

import { Delaunay, type Voronoi } from "d3-delaunay";
import type { Archive, Entry } from "../archive";
import { pixelRatio, type Surface } from "../canvas";
import { asPixel, CARD, CSS, DIM, EMPTY, PIXEL } from "../colors";
import type { Filter } from "../filter";
import type { Frame } from "./frame";
import { bestPerBin, measureAxis } from "./grid";
import type { MapContent, MapView, Point } from "./view";

const BORDERED = 12_000; // sites, up to which borders are drawn
const FILLED = 100_000; // sites, up to which cells are polygons; a browser takes minutes for a million
const TIE = 1e-6; // px, by which distances may differ and still count as equal

/** Sites in the unit square, each with an elite's row or -1. */
interface Sites {
  points: Float64Array; // u and v of each site
  rows: Int32Array;
}

export class VoronoiView implements MapView {
  private content: MapContent | null = null;
  private sites: Sites = { points: new Float64Array(0), rows: new Int32Array(0) };
  private delaunay = new Delaunay(new Float64Array(0));
  private lastSite = 0; // where the search for the next one starts

  constructor(private readonly frame: Frame) {}

  paint(surface: Surface, content: MapContent): void {
    const { archive, filter, axes } = content;
    const { frame } = this;
    const { context } = surface;
    this.content = content;
    frame.fit(surface.width, surface.height);
    this.sites = sitesOfCentroids(archive, axes) ?? sitesOfElites(archive, filter, axes);
    const { points, rows } = this.sites;
    this.lastSite = 0;
    const positions = Float64Array.from(points, (unit, i) => (i % 2 ? frame.y(unit) : frame.x(unit)));
    this.delaunay = new Delaunay(positions);
    if (rows.length > FILLED) this.paintPixels(context, archive, filter);
    else this.paintPolygons(context, archive, filter);
    frame.drawAxes(context, measureAxis(archive, axes[0]), measureAxis(archive, axes[1]));
  }

  private paintPolygons(context: CanvasRenderingContext2D, archive: Archive, filter: Filter): void {
    const { frame } = this;
    const { rows } = this.sites;
    const { left, top, size } = frame;
    const diagram = this.delaunay.voronoi([left, top, left + size, top + size]);
    frame.clip(context);
    context.fillStyle = EMPTY;
    context.fillRect(left, top, size, size);
    for (const [color, members] of sitesByColor(archive, filter, rows)) {
      context.fillStyle = color;
      context.beginPath();
      for (const site of members) diagram.renderCell(site, context);
      context.fill();
    }
    const visible = rows.length * frame.scale ** -2;
    if (visible <= BORDERED) drawBorders(context, diagram, visible > BORDERED / 4 ? 0.5 : 1);
    context.restore();
  }

  /** Gives every pixel the color of its nearest site. Each search starts at the site of the pixel before. */
  private paintPixels(context: CanvasRenderingContext2D, archive: Archive, filter: Filter): void {
    const { left, top, size } = this.frame;
    const colors = Uint32Array.from(this.sites.rows, (row) => {
      if (row < 0) return asPixel(EMPTY);
      return filter.mask[row] ? PIXEL[archive.shade(archive.objective[row])] : asPixel(DIM);
    });
    const ratio = pixelRatio();
    const side = Math.round(size * ratio);
    const image = new ImageData(side, side);
    const pixels = new Uint32Array(image.data.buffer);
    let site = 0;
    for (let i = 0; i < pixels.length; i++) {
      const y = Math.floor(i / side);
      const x = y % 2 ? side - 1 - (i % side) : i % side; // every other line from right to left
      site = this.delaunay.find(left + (x + 0.5) / ratio, top + (y + 0.5) / ratio, site);
      pixels[y * side + x] = colors[site];
    }
    context.putImageData(image, Math.round(left * ratio), Math.round(top * ratio));
  }

  rowAt(x: number, y: number): number {
    if (!this.content || !this.frame.contains(x, y) || !this.sites.rows.length) return -1;
    const { archive } = this.content;
    this.lastSite = this.delaunay.find(x, y, this.lastSite);
    const least = this.distance(this.lastSite, x, y);
    const tied = [...this.delaunay.neighbors(this.lastSite)].filter(
      (site) => this.distance(site, x, y) <= least + TIE,
    );
    return [this.lastSite, ...tied].reduce((row, site) => archive.better(row, this.shownRow(site)), -1);
  }

  position({ cell, measures }: Entry): Point {
    const { archive, axes } = this.content!;
    const site =
      archive.centroids && archive.k === 2
        ? archive.centroids.subarray(2 * cell, 2 * cell + 2)
        : measures;
    const [u, v] = axes.map((axis) => archive.normalizedMeasure(site[axis], axis));
    return [this.frame.x(u), this.frame.y(v)];
  }

  outline(context: CanvasRenderingContext2D, entry: Entry, color: string, lineWidth: number): void {
    context.strokeStyle = color;
    context.lineWidth = lineWidth;
    context.beginPath();
    context.arc(...this.position(entry), 6, 0, 2 * Math.PI);
    context.stroke();
  }

  /** Returns the row of a site's elite if the filter shows it, else -1. */
  private shownRow(site: number): number {
    const row = this.sites.rows[site];
    return row >= 0 && this.content?.filter.mask[row] ? row : -1;
  }

  /** Returns the distance from a site to a point, in px. */
  private distance(site: number, x: number, y: number): number {
    const { points } = this.delaunay;
    return Math.hypot(points[2 * site] - x, points[2 * site + 1] - y);
  }
}

/** Returns the archive's centroids as sites, or null if it has none in two dimensions. */
function sitesOfCentroids(archive: Archive, axes: readonly [number, number]): Sites | null {
  const { centroids } = archive;
  if (!centroids || archive.k !== 2) return null;
  const points = Float64Array.from(centroids, (_, i) =>
    archive.normalizedMeasure(centroids[i - (i % 2) + axes[i % 2]], axes[i % 2]),
  );
  const rows = new Int32Array(centroids.length / 2).fill(-1);
  archive.cells.forEach((cell, row) => (rows[cell] = row));
  return { points, rows };
}

/** Returns the best shown elite of each bin as a site. */
function sitesOfElites(archive: Archive, filter: Filter, axes: readonly [number, number]): Sites {
  const rows = bestPerBin(archive, filter, axes).filter((row) => row >= 0 && filter.mask[row]);
  const points = new Float64Array(2 * rows.length);
  rows.forEach((row, i) =>
    axes.forEach(
      (axis, j) =>
        (points[2 * i + j] = archive.normalizedMeasure(archive.measure(row, axis), axis)),
    ),
  );
  return { points, rows };
}

/** Groups sites by color. All cells of a color are filled at once, which is faster than one by one. */
function sitesByColor(archive: Archive, filter: Filter, rows: Int32Array): Map<string, number[]> {
  const members = new Map<string, number[]>();
  rows.forEach((row, site) => {
    if (row < 0) return;
    const color = filter.mask[row] ? CSS[archive.shade(archive.objective[row])] : DIM;
    const others = members.get(color);
    if (others) others.push(site);
    else members.set(color, [site]);
  });
  return members;
}

function drawBorders(
  context: CanvasRenderingContext2D,
  diagram: Voronoi<Delaunay.Point>,
  lineWidth: number,
): void {
  context.beginPath();
  diagram.render(context);
  context.strokeStyle = CARD;
  context.lineWidth = lineWidth;
  context.stroke();
}
