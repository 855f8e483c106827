/** Parallel axes: one for each measure and one for the objective. Each elite is a line across them. */

import type { Archive, Entry } from "../archive";
import { pixelRatio, type Surface } from "../canvas";
import { asPixel, DIM, INK, MUTE } from "../colors";
import { axisValue } from "../filter";
import { formatNumber } from "../format";
import { Density } from "./density";
import { LineIndex } from "./line_index";
import type { MapContent, MapView, Point } from "./view";

const ROOM = { side: 48, top: 30, bottom: 52 }; // px, for the labels
const MANY = 8_000; // elites, above which lines are drawn in bundles
const COARSE = 2; // screen pixels per pixel of the picture, if there are many lines
const REACH = 7; // px, from the mouse to a line
const TIE = 1; // px, by which a line may be farther than the nearest and still count as equally near
const GRIP = 14; // px, from an axis to where a brush can start
const BRUSH_WIDTH = 14; // px

export class ParallelView implements MapView {
  private content: MapContent | null = null;
  private width = 1; // px, from the first to the last axis
  private height = 1;
  private values: Float32Array[] = []; // [axis][row], 0 to 1
  private shades: Float32Array = new Float32Array(0); // [row]
  private lines: LineIndex[] = []; // [axis], to the next axis

  paint(surface: Surface, content: MapContent): void {
    if (this.content?.archive !== content.archive) this.index(content.archive);
    this.content = content;
    this.width = Math.max(20, surface.width - 2 * ROOM.side);
    this.height = Math.max(20, surface.height - ROOM.top - ROOM.bottom);
    for (let axis = 0; axis + 1 < this.axes; axis++) this.paintLines(surface, content, axis);
    for (let axis = 0; axis < this.axes; axis++) this.paintAxis(surface, content.archive, axis);
  }

  rowAt(x: number, y: number): number {
    if (!this.content || y < ROOM.top - REACH || y > ROOM.top + this.height + REACH) return -1;
    const along = ((x - ROOM.side) / this.width) * (this.axes - 1);
    if (along < -0.05 || along > this.axes - 0.95) return -1;
    const axis = Math.max(0, Math.min(this.axes - 2, Math.floor(along)));
    const share = Math.max(0, Math.min(1, along - axis));
    const height = 1 - (y - ROOM.top) / this.height;
    const { archive, filter } = this.content;
    const near = this.lines[axis]
      .near(share, height, REACH / this.height)
      .filter(([row]) => filter.mask[row]);
    const least = near.reduce((least, [, distance]) => Math.min(least, distance), Infinity);
    const tied = near.filter(([, distance]) => distance <= least + TIE / this.height);
    return tied.reduce((best, [row]) => archive.better(best, row), -1);
  }

  /** Returns the point of a solution's line on the axis of the objective. */
  position({ objective }: Entry): Point {
    return [this.x(this.axes - 1), this.y(this.content!.archive.normalizedObjective(objective))];
  }

  outline(context: CanvasRenderingContext2D, entry: Entry, color: string, lineWidth: number): void {
    const { archive } = this.content!;
    const values = Array.from(entry.measures, (value, i) => archive.normalizedMeasure(value, i));
    values.push(archive.normalizedObjective(entry.objective));
    context.strokeStyle = color;
    context.lineWidth = lineWidth;
    context.lineJoin = "round";
    context.beginPath();
    values.forEach((value, axis) => context.lineTo(this.x(axis), this.y(value)));
    context.stroke();
  }

  /** Returns the axis near x, or -1. */
  axisAt(x: number): number {
    const axis = Math.round(((x - ROOM.side) / this.width) * (this.axes - 1));
    return axis >= 0 && axis < this.axes && Math.abs(x - this.x(axis)) <= GRIP ? axis : -1;
  }

  /** Returns the normalized value on an axis at y. */
  valueAt(y: number): number {
    return Math.max(0, Math.min(1, 1 - (y - ROOM.top) / this.height));
  }

  drawBrushes(context: CanvasRenderingContext2D): void {
    context.fillStyle = "rgb(255 255 255 / 0.16)";
    context.strokeStyle = "rgb(255 255 255 / 0.8)";
    context.lineWidth = 1;
    for (const [axis, [low, high]] of this.content?.filter.brushes ?? []) {
      const left = this.x(axis) - BRUSH_WIDTH / 2;
      const rectangle = [left, this.y(high), BRUSH_WIDTH, (high - low) * this.height] as const;
      context.fillRect(...rectangle);
      context.strokeRect(...rectangle);
    }
  }

  private get axes(): number {
    return this.values.length;
  }

  private x = (axis: number): number => ROOM.side + (axis * this.width) / (this.axes - 1);
  private y = (value: number): number => ROOM.top + (1 - value) * this.height;

  private index(archive: Archive): void {
    const rows = [...archive.cells.keys()];
    this.shades = archive.objective.map((objective) => archive.shade(objective));
    this.values = Array.from({ length: archive.k + 1 }, (_, axis) =>
      Float32Array.from(rows, (row) => axisValue(archive, row, axis)),
    );
    this.lines = this.values.slice(1).map((right, axis) => new LineIndex(this.values[axis], right));
  }

  /** Paints the lines between an axis and the next: first the hidden ones, then those shown. */
  private paintLines({ context }: Surface, { archive, filter }: MapContent, axis: number): void {
    const ratio = pixelRatio();
    const many = archive.count > MANY;
    const left = Math.round(this.x(axis) * ratio);
    const width = Math.round(this.x(axis + 1) * ratio) - left;
    const size = [Math.ceil(width / (many ? COARSE : 1)), Math.round(this.height * ratio)] as const;
    const [shown, hidden] = [new Density(...size), new Density(...size)];
    if (many) this.addBundles(shown, hidden, filter.mask, axis);
    else this.addLines(shown, hidden, filter.mask, axis);
    // More elites get less opaque lines, so that the total amount of ink stays about the same.
    const opacity = Math.max(0.12, 1.6 / Math.max(1, (filter.count / this.height) * 0.35));
    const faint = 0.5 / Math.max(1, (archive.count / this.height) * 0.3);
    for (const picture of [hidden.picture(asPixel(DIM), faint), shown.picture(null, opacity)]) {
      context.drawImage(picture, left / ratio, ROOM.top, width / ratio, size[1] / ratio);
    }
  }

  private addLines(shown: Density, hidden: Density, mask: Uint8Array, axis: number): void {
    const [from, to] = [this.values[axis], this.values[axis + 1]];
    mask.forEach((inFilter, row) =>
      (inFilter ? shown : hidden).addLine(from[row], to[row], this.ink(row), this.shades[row]),
    );
  }

  private addBundles(shown: Density, hidden: Density, mask: Uint8Array, axis: number): void {
    for (const { left, right, rows } of this.lines[axis].bundles()) {
      let [ink, shade, hiddenCount] = [0, 0, 0];
      for (const row of rows) {
        if (mask[row]) {
          ink += this.ink(row);
          shade += this.ink(row) * this.shades[row];
        } else hiddenCount++;
      }
      if (ink) shown.addLine(left, right, ink, shade / ink);
      if (hiddenCount) hidden.addLine(left, right, hiddenCount, 0);
    }
  }

  /** Returns the ink of an elite's line. Good elites get more, because poor ones are many. */
  private ink(row: number): number {
    return 0.25 + 2 * this.values[this.axes - 1][row] ** 2;
  }

  private paintAxis({ context }: Surface, archive: Archive, axis: number): void {
    const { run } = archive;
    const x = this.x(axis);
    const [name, color, low, high] =
      axis < archive.k
        ? [run.measures[axis], run.colors[axis], run.lower[axis], run.upper[axis]]
        : [run.objective, INK, archive.lowestObjective, archive.highestObjective];
    context.fillStyle = color;
    context.globalAlpha = 0.75;
    context.fillRect(Math.round(x) - 0.5, ROOM.top, 1, this.height);
    context.globalAlpha = 1;
    context.textAlign = "center";
    context.fillText(name, x, ROOM.top + this.height + 36);
    context.fillStyle = MUTE;
    context.fillText(formatNumber(high, 3), x, ROOM.top - 9);
    context.fillText(formatNumber(low, 3), x, ROOM.top + this.height + 17);
  }
}
