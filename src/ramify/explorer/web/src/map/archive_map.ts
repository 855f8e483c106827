/**
 * The map of the archive, on two canvases: a base, which is painted when archive, filter or view change,
 * and an overlay with marks, which is drawn when the mouse moves.
 */

import type { Archive, Entry } from "../archive";
import { resetCanvas } from "../canvas";
import { CARD, FOUND, INK, STATUS, TRIED } from "../colors";
import { byId } from "../dom";
import type { Filter, Range } from "../filter";
import type { SteeredEntry } from "../motion/stream";
import { BarsView } from "./bars";
import { Frame } from "./frame";
import { countInBin, GridView } from "./grid";
import { legend } from "./legend";
import { drawArrow, drawDots, drawNumber } from "./marks";
import { NestedView } from "./nested";
import { ParallelView } from "./parallel";
import { listenToPointer } from "./pointer";
import { Tooltip } from "./tooltip";
import type { MapView, Point, ViewName } from "./view";
import { VoronoiView } from "./voronoi";

const SPARSE = 0.05; // coverage below which a nested grid is not the first map
const NARROW = 0.6; // of the map: if the elites take less, it is zoomed to them
const MARK_ROOM = 20; // px around the frame, for marks of elites at its edge

interface Events {
  open: (row: number, inNewPane: boolean) => void;
  /** A parallel axis was brushed; the range is null if the brush was removed. */
  brushed: (axis: number, range: Range | null) => void;
  /** Returns a hint for the tooltip: what a click on the elite does. */
  hint: (row: number) => string;
}

/** Returns the map to open on. A nested grid of few elites would show dust, and a tessellation no cells. */
export function firstView(archive: Archive): ViewName {
  const { run, k, count } = archive;
  if (run.cvt && k === 2) return "voronoi";
  const cells = run.shape.reduce((product, side) => product * side, 1);
  return count < SPARSE * cells ? "grid" : viewNames(archive)[0];
}

/** Returns the names of the maps that suit a run. */
export function viewNames({ run, k }: Archive): ViewName[] {
  const names: ViewName[] = [];
  if (!run.cvt && run.shape.length === 4) names.push("nested");
  names.push("grid");
  if (k >= 2) names.push("voronoi");
  return [...names, "parallel"];
}

export class ArchiveMap {
  /** The elites in the panes. */
  marked: Entry[] = [];
  /** The step from an elite to the steered solution. */
  steered: { from: Entry; to: SteeredEntry } | null = null;
  /** The elites that an adaptation tried, in their order. */
  tried: Entry[] = [];
  /** The elite that it found. */
  found: Entry | null = null;
  private readonly base = byId<HTMLCanvasElement>("map-base");
  private readonly overlay = byId<HTMLCanvasElement>("map");
  private readonly zoomButtons = byId("zoom");
  private readonly legend = byId("legend");
  private readonly tooltip = new Tooltip();
  private readonly frames = { nested: new Frame(), grid: new Frame(), voronoi: new Frame() };
  private view: MapView | null = null;
  private name: ViewName | null = null;
  private frame: Frame | null = null; // null if the view cannot be zoomed
  private hoveredRow = -1;
  private recordedPoints: Point[] = [];
  private bounds = new DOMRect();
  private paintRequest = 0;
  private readonly fitted = new Set<Frame>(); // were zoomed to the elites, if these are on a small part
  private readonly autoZoomed = new Set<Frame>(); // show only the part where elites are

  /** @param recorded the cells that have a recording, or null if every cell can be shown. */
  constructor(
    private archive: Archive,
    private readonly filter: Filter,
    private axes: readonly [number, number],
    private readonly recorded: ReadonlySet<number> | null,
    private readonly on: Events,
  ) {
    new ResizeObserver(() => {
      const { width, height } = this.overlay.getBoundingClientRect();
      if (width !== this.bounds.width || height !== this.bounds.height) this.repaint();
    }).observe(this.overlay);
    addEventListener("scroll", () => this.measure(), { passive: true });
    listenToPointer(this.overlay, () => this.bounds, {
      hover: (at, event) => this.hover(at, event),
      leave: () => this.leave(),
      click: (at, shift) => this.click(at, shift),
      drag: (from, last, to) => this.drag(from, last, to),
      zoom: (factor, at) => this.zoomAt(factor, at),
    });
    this.overlay.addEventListener("dblclick", () => this.resetZoom());
    byId("closer").addEventListener("click", () => this.zoom(2));
    byId("farther").addEventListener("click", () => this.zoom(0.5));
    byId("whole").addEventListener("click", () => this.resetZoom());
  }

  show(archive: Archive, name: ViewName, axes: readonly [number, number]): void {
    if (archive !== this.archive || name !== this.name) this.hoveredRow = -1;
    if (name !== this.name) {
      this.frame = name === "parallel" || archive.k < 2 ? null : this.frames[name];
      this.view = makeView(name, this.frame);
    }
    const turned = axes[0] !== this.axes[0] || axes[1] !== this.axes[1];
    const grown = archive !== this.archive && this.zoomedToElites;
    if (this.frame && (turned || grown)) this.resetFrame(this.frame);
    this.archive = archive;
    this.name = name;
    this.axes = axes;
    this.zoomButtons.hidden = !this.frame;
    this.paint();
    this.zoomToElites();
  }

  /** Zooms to the elites if they are on a small part of the map, when it is first shown. */
  private zoomToElites(): void {
    const { archive, frame, view } = this;
    if (!frame || !view || !archive.count || this.fitted.has(frame)) return;
    this.fitted.add(frame);
    const points = Array.from(archive.cells, (_, row): Point => {
      const [x, y] = view.position(archive.entry(row));
      return [frame.u(x), frame.v(y)];
    });
    frame.zoomTo(points);
    if (frame.scale * NARROW < 1) {
      frame.reset();
      return;
    }
    this.autoZoomed.add(frame);
    this.paint();
  }

  private get zoomedToElites(): boolean {
    return this.frame !== null && this.autoZoomed.has(this.frame);
  }

  /** Shows the whole map, until it is zoomed to the elites again. */
  private resetFrame(frame: Frame): void {
    frame.reset();
    this.fitted.delete(frame);
    this.autoZoomed.delete(frame);
  }

  /** Returns how many elites share the square of a solution, if a square stands for several cells, else 0. */
  sharing(entry: Entry): number {
    const { archive, axes } = this;
    const projected = this.name === "grid" && archive.k > 2 && !archive.run.cvt;
    return projected ? countInBin(archive, entry, axes) : 0;
  }

  /** Paints base and overlay before the next frame, once, however often this is called. */
  repaint(): void {
    if (!this.paintRequest) this.paintRequest = requestAnimationFrame(() => this.paint());
  }

  /** Draws the overlay. */
  drawMarks(): void {
    const { context } = resetCanvas(this.overlay, this.bounds.width, this.bounds.height);
    const { view, steered } = this;
    if (!view) return;
    this.frame?.clip(context, MARK_ROOM);
    drawDots(context, this.recordedPoints);
    if (view instanceof ParallelView) view.drawBrushes(context);
    this.marked.forEach((entry, i) => {
      view.outline(context, entry, CARD, 5);
      view.outline(context, entry, INK, 2);
      if (this.marked.length > 1) drawNumber(context, i + 1, view.position(entry));
    });
    this.tried.forEach((entry, i) => {
      const color = entry.cell === this.found?.cell ? FOUND : TRIED;
      view.outline(context, entry, CARD, 4);
      view.outline(context, entry, color, 2);
      drawNumber(context, i + 1, view.position(entry), color);
    });
    if (this.hoveredRow >= 0) view.outline(context, this.archive.entry(this.hoveredRow), "#ffffff", 1.5);
    if (steered) {
      const color = STATUS[steered.to.status] ?? INK;
      view.outline(context, steered.to, color, 2);
      drawArrow(context, view.position(steered.from), view.position(steered.to), color);
    }
    if (this.frame) context.restore();
  }

  private paint(): void {
    cancelAnimationFrame(this.paintRequest);
    this.paintRequest = 0;
    if (!this.view) return;
    this.measure();
    const { archive, filter, axes, view } = this;
    const surface = resetCanvas(this.base, this.bounds.width, this.bounds.height);
    surface.context.textBaseline = "alphabetic";
    view.paint(surface, { archive, filter, axes });
    const rows = this.frame ? [...(this.recorded ?? [])].flatMap((cell) => archive.rowOf(cell) ?? []) : [];
    const enlarged = view.enlarged ?? false;
    this.legend.textContent = legend(archive, this.name ?? "grid", enlarged, this.zoomedToElites);
    this.recordedPoints = rows.map((row) => view.position(archive.entry(row)));
    for (const element of [this.zoomButtons, this.overlay]) {
      element.classList.toggle("zoomed", this.frame?.zoomed ?? false);
    }
    this.drawMarks();
  }

  private measure(): void {
    this.bounds = this.overlay.getBoundingClientRect();
  }

  private hover([x, y]: Point, { clientX, clientY }: PointerEvent): void {
    const row = this.view?.rowAt(x, y) ?? -1;
    if (row !== this.hoveredRow) {
      this.hoveredRow = row;
      this.drawMarks();
    }
    if (row >= 0) this.tooltip.show(this.archive, row, this.on.hint(row), clientX, clientY);
    else this.tooltip.hide();
  }

  private leave(): void {
    this.hoveredRow = -1;
    this.tooltip.hide();
    this.drawMarks();
  }

  /** Opens the elite at a point, or removes the brush of the axis there. */
  private click([x, y]: Point, shift: boolean): void {
    const axis = this.view instanceof ParallelView ? this.view.axisAt(x) : -1;
    if (this.filter.brushes.has(axis)) {
      this.on.brushed(axis, null);
      return;
    }
    const row = this.view?.rowAt(x, y) ?? -1;
    if (row >= 0) this.on.open(row, shift);
  }

  /** Brushes a parallel axis, or moves a zoomed map. Returns whether it did either. */
  private drag(from: Point, last: Point, to: Point): boolean {
    if (this.view instanceof ParallelView) {
      const axis = this.view.axisAt(from[0]);
      if (axis < 0) return false;
      const ends = [this.view.valueAt(from[1]), this.view.valueAt(to[1])];
      this.on.brushed(axis, [Math.min(...ends), Math.max(...ends)]);
    } else if (this.frame?.zoomed) {
      this.autoZoomed.delete(this.frame);
      this.frame.move(to[0] - last[0], to[1] - last[1]);
      this.repaint();
    } else return false;
    this.tooltip.hide();
    return true;
  }

  private zoomAt(factor: number, [x, y]: Point): boolean {
    if (!this.frame) return false;
    this.autoZoomed.delete(this.frame);
    this.frame.zoom(factor, x, y);
    this.repaint();
    return true;
  }

  /** Zooms around the center of the map. */
  private zoom(factor: number): void {
    if (this.frame) this.zoomAt(factor, this.frame.center);
  }

  private resetZoom(): void {
    if (this.frame) this.autoZoomed.delete(this.frame);
    this.frame?.reset();
    this.repaint();
  }
}

/** Makes a view. One that cannot be zoomed has no frame: parallel axes, or the bars of one measure. */
function makeView(name: ViewName, frame: Frame | null): MapView {
  if (!frame) return name === "grid" ? new BarsView() : new ParallelView();
  if (name === "nested") return new NestedView(frame);
  return name === "grid" ? new GridView(frame) : new VoronoiView(frame);
}
