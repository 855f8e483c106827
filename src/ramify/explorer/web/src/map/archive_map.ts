/** The map: a base that is painted when the archive or the filter changes, and an overlay for the rest. */

import type { Archive, Spot } from "../archive";
import { CARD, INK, STATUS } from "../colours";
import { fresh } from "../canvas";
import { byId } from "../dom";
import type { Filter, Range } from "../filter";
import { arrow } from "./arrow";
import { Frame } from "./frame";
import { listen, type Point } from "./mouse";
import { Nested } from "./nested";
import { Pair } from "./pair";
import { Parallel } from "./parallel";
import { Strip } from "./strip";
import { Tooltip } from "./tooltip";
import type { MapView, ViewName } from "./view";
import { Voronoi } from "./voronoi";

export interface Landing {
  from: Spot;
  to: Spot;
  status: string;
}

interface Asked {
  open: (row: number, add: boolean) => void;
  brushed: (axis: number, range: Range | null) => void;
  /** What a click on the elite would do. */
  note: (row: number) => string;
}

/** The maps that make sense for a run, by name. */
export function viewNames({ run, k }: Archive): ViewName[] {
  const names: ViewName[] = [];
  if (!run.cvt && run.shape.length === 4) names.push("nested");
  names.push("grid");
  if (k >= 2) names.push("voronoi");
  return [...names, "parallel"];
}

export class Board {
  /** ms that the last movements of the mouse took. */
  readonly hovers: number[] = [];
  marked: Spot[] = [];
  landing: Landing | null = null;
  private readonly base = byId<HTMLCanvasElement>("map-base");
  private readonly overlay = byId<HTMLCanvasElement>("map");
  private readonly zooming = byId("zoom");
  private readonly tooltip = new Tooltip();
  private readonly frames = { nested: new Frame(), grid: new Frame(), voronoi: new Frame() };
  private view: MapView | null = null;
  private frame: Frame | null = null;
  private name: ViewName | null = null;
  private hover = -1;
  private dots: [number, number][] = [];
  private place = new DOMRect();
  private waiting = 0;

  constructor(
    private archive: Archive,
    private readonly filter: Filter,
    private axes: readonly [number, number],
    private readonly recorded: ReadonlySet<number> | null,
    private readonly asked: Asked,
  ) {
    new ResizeObserver(() => {
      const { width, height } = this.overlay.getBoundingClientRect();
      if (width !== this.place.width || height !== this.place.height) this.repaint();
    }).observe(this.overlay);
    addEventListener("scroll", () => this.measure(), { passive: true });
    listen(this.overlay, () => this.place, {
      hovered: (at, event) => this.hovered(at, event),
      left: () => this.left(),
      clicked: (at, shift) => this.clicked(at, shift),
      dragged: (from, last, to) => this.dragged(from, last, to),
      zoomed: (factor, at) => this.zoomed(factor, at),
    });
    this.overlay.addEventListener("dblclick", () => this.zoom(0));
    byId("closer").addEventListener("click", () => this.zoom(2));
    byId("farther").addEventListener("click", () => this.zoom(0.5));
    byId("whole").addEventListener("click", () => this.zoom(0));
  }

  show(archive: Archive, name: ViewName, axes: readonly [number, number]): void {
    if (archive !== this.archive || name !== this.name) this.hover = -1;
    if (name !== this.name) {
      this.frame = name === "parallel" || archive.k < 2 ? null : this.frames[name];
      this.view = this.frame ? framed(name, this.frame) : name === "grid" ? new Strip() : new Parallel();
    }
    if (axes[0] !== this.axes[0] || axes[1] !== this.axes[1]) this.frame?.reset();
    this.archive = archive;
    this.name = name;
    this.axes = axes;
    this.zooming.hidden = !this.frame;
    this.paint();
  }

  /** Paints anew before the next frame, however often it is asked. */
  repaint(): void {
    if (!this.waiting) this.waiting = requestAnimationFrame(() => this.paint());
  }

  /** Marks, hover and landing; the base stays as it is. */
  draw(): void {
    const surface = fresh(this.overlay, this.place.width, this.place.height);
    const { context } = surface;
    const { view } = this;
    if (!view) return;
    this.frame?.clip(context, 20); // room for marks and their numbers at the edge
    dotted(context, this.dots);
    if (view instanceof Parallel) view.brush(context);
    this.marked.forEach((spot, i) => {
      view.outline(context, spot, CARD, 5);
      view.outline(context, spot, INK, 2);
      if (this.marked.length > 1) numbered(context, i + 1, view.at(spot));
    });
    if (this.hover >= 0) view.outline(context, this.archive.spot(this.hover), "#ffffff", 1.5);
    if (this.landing) {
      const { from, to, status } = this.landing;
      const colour = STATUS[status] ?? INK;
      view.outline(context, to, colour, 2);
      arrow(context, view.at(from), view.at(to), colour);
    }
    if (this.frame) context.restore();
  }

  /**
   * A point of the page at which a click opens this cell's elite. If others hide all of it, the point
   * where it is drawn.
   */
  cellXY(cell: number): { x: number; y: number } | null {
    const row = this.archive.row(cell);
    if (row === undefined || !this.view) return null;
    this.measure();
    const { left, top } = this.place;
    const { view } = this;
    const spot = this.archive.spot(row);
    const spots = [view.at(spot), ...(view.along?.(spot) ?? [])].flatMap(([x, y]) => [
      [Math.round(left + x), Math.round(top + y)],
      [Math.floor(left + x), Math.floor(top + y)],
      [Math.ceil(left + x), Math.ceil(top + y)],
      [left + x, top + y],
    ]);
    const found = spots.find(([x, y]) => view.hit(x - left, y - top) === row) ?? spots[0];
    return { x: found[0], y: found[1] };
  }

  cellAt(x: number, y: number): number | null {
    this.measure();
    const row = this.view?.hit(x - this.place.left, y - this.place.top) ?? -1;
    return row < 0 ? null : this.archive.cells[row];
  }

  private paint(): void {
    cancelAnimationFrame(this.waiting);
    this.waiting = 0;
    if (!this.view) return;
    this.measure();
    const { archive, filter, axes, view } = this;
    const surface = fresh(this.base, this.place.width, this.place.height);
    surface.context.textBaseline = "alphabetic";
    view.paint(surface, { archive, filter, axes });
    this.dots = [];
    if (this.frame) {
      for (const cell of this.recorded ?? []) {
        const row = archive.row(cell);
        if (row !== undefined) this.dots.push(view.at(archive.spot(row)));
      }
    }
    for (const element of [this.zooming, this.overlay]) {
      element.classList.toggle("zoomed", this.frame?.zoomed ?? false);
    }
    this.draw();
  }

  private measure(): void {
    this.place = this.overlay.getBoundingClientRect();
  }

  private hovered([x, y]: Point, event: PointerEvent): void {
    const began = performance.now();
    const row = this.view?.hit(x, y) ?? -1;
    if (row !== this.hover) {
      this.hover = row;
      this.draw();
    }
    if (row >= 0)
      this.tooltip.show(this.archive, row, this.asked.note(row), event.clientX, event.clientY);
    else this.tooltip.hide();
    this.hovers.push(performance.now() - began);
    if (this.hovers.length > 1000) this.hovers.shift();
  }

  private clicked([x, y]: Point, shift: boolean): void {
    const axis = this.view instanceof Parallel ? this.view.axisAt(x) : -1;
    if (this.filter.brushes.has(axis)) {
      this.asked.brushed(axis, null);
      return;
    }
    const row = this.view?.hit(x, y) ?? -1;
    if (row >= 0) this.asked.open(row, shift);
  }

  /** Brushes a parallel axis, or moves a map that is zoomed. */
  private dragged(from: Point, last: Point, to: Point): boolean {
    if (this.view instanceof Parallel) {
      const axis = this.view.axisAt(from[0]);
      if (axis < 0) return false;
      const ends = [this.view.unit(from[1]), this.view.unit(to[1])];
      this.asked.brushed(axis, [Math.min(...ends), Math.max(...ends)]);
    } else if (this.frame?.zoomed) {
      this.frame.move(to[0] - last[0], to[1] - last[1]);
      this.repaint();
    } else return false;
    this.tooltip.hide();
    return true;
  }

  private left(): void {
    this.hover = -1;
    this.tooltip.hide();
    this.draw();
  }

  private zoomed(factor: number, [x, y]: Point): boolean {
    if (!this.frame) return false;
    this.frame.zoom(factor, x, y);
    this.repaint();
    return true;
  }

  /** Round the middle of what is seen; 0: all of it. */
  private zoom(factor: number): void {
    const { frame } = this;
    if (!frame) return;
    if (factor) frame.zoom(factor, frame.left + frame.size / 2, frame.top + frame.size / 2);
    else frame.reset();
    this.repaint();
  }
}

function framed(name: ViewName, frame: Frame): MapView {
  if (name === "nested") return new Nested(frame);
  return name === "grid" ? new Pair(frame) : new Voronoi(frame);
}

/** Marks what has a recording. */
function dotted(context: CanvasRenderingContext2D, places: [number, number][]): void {
  context.beginPath();
  for (const [x, y] of places) {
    context.moveTo(x + 2, y);
    context.arc(x, y, 2, 0, 2 * Math.PI);
  }
  context.fillStyle = "#ffffff";
  context.strokeStyle = CARD;
  context.lineWidth = 2;
  context.stroke();
  context.fill();
}

function numbered(context: CanvasRenderingContext2D, number: number, [x, y]: Point): void {
  context.font = 'bold 10px system-ui, "DejaVu Sans", sans-serif';
  context.textAlign = "center";
  context.fillStyle = INK;
  context.beginPath();
  const [right, middle] = [x + 11, y < 24 ? y + 11 : y - 11];
  context.arc(right, middle, 7, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = CARD;
  context.fillText(String(number), right, middle + 3.5);
}
