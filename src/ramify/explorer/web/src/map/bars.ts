/** A map of one measure: a bar for each bin, as high as the objective of its best elite. */

import type { Archive, Entry } from "../archive";
import type { Surface } from "../canvas";
import { CSS, DIM, EMPTY, INK, LINE, MUTE } from "../colors";
import { formatTick, ticks } from "../format";
import { binCount, binOf } from "./grid";
import type { MapContent, MapView, Point } from "./view";

const THINNEST = 2; // px, of a bar
const REACH = 4; // px, by which the mouse may miss a thin bar
const ROOM = { left: 62, right: 18, top: 16, bottom: 46 }; // px, for the axes
const TICKS = 6;

export class BarsView implements MapView {
  private content: MapContent | null = null;
  private best: Int32Array = new Int32Array(0); // [bin] a row, or -1
  private width = 1;
  private height = 1;
  private bottom = 0; // the objective of a bar without height
  private top = 1; // the objective at the upper edge

  paint({ context, width, height }: Surface, content: MapContent): void {
    const { archive, filter } = content;
    this.content = content;
    this.width = Math.max(20, width - ROOM.left - ROOM.right);
    this.height = Math.max(20, height - ROOM.top - ROOM.bottom);
    this.fitObjective(archive);
    this.best = bestPerBinOfOne(archive, filter.mask);
    context.fillStyle = EMPTY;
    context.fillRect(ROOM.left, ROOM.top, this.width, this.height);
    this.paintObjectiveTicks(context);
    this.paintBars(context, content);
    this.paintAxes(context, archive);
  }

  rowAt(x: number, y: number): number {
    const [along, down] = [x - ROOM.left, y - ROOM.top];
    if (!this.content || along < 0 || down < 0 || along >= this.width || down >= this.height) return -1;
    const pitch = this.width / this.best.length;
    const here = Math.floor(along / pitch);
    const reach = pitch < REACH ? Math.ceil(REACH / pitch) : 0;
    const { archive, filter } = this.content;
    const shownRow = (bin: number): number => {
      const row = this.best[bin] ?? -1;
      return row >= 0 && filter.mask[row] ? row : -1;
    };
    for (let distance = 0; distance <= reach; distance++) {
      const row = archive.better(shownRow(here - distance), shownRow(here + distance));
      if (row >= 0) return row;
    }
    return -1;
  }

  position(entry: Entry): Point {
    const { archive } = this.content!;
    const x = ROOM.left + ((binOf(archive, entry, 0) + 0.5) / binCount(archive, 0)) * this.width;
    const lowest = ROOM.top + this.height - 2;
    return [x, Math.max(ROOM.top, Math.min(lowest, this.y(entry.objective) + 3))];
  }

  outline(context: CanvasRenderingContext2D, entry: Entry, color: string, lineWidth: number): void {
    const [x] = this.position(entry);
    const top = this.y(entry.objective);
    const width = Math.max(5, this.width / this.best.length) + lineWidth;
    context.strokeStyle = color;
    context.lineWidth = lineWidth;
    context.strokeRect(x - width / 2, top, width, ROOM.top + this.height - top);
  }

  private y(objective: number): number {
    return ROOM.top + this.height * (1 - (objective - this.bottom) / (this.top - this.bottom));
  }

  /** Chooses the range of objectives. It starts at 0 if the lowest is between 0 and half of the highest. */
  private fitObjective({ lowestObjective: lowest, highestObjective: highest }: Archive): void {
    const span = highest - lowest || 1;
    this.bottom = lowest > 0 && lowest < 0.5 * highest ? 0 : lowest - 0.05 * span;
    this.top = highest + 0.03 * span;
  }

  private paintObjectiveTicks(context: CanvasRenderingContext2D): void {
    const { values, step } = ticks(this.bottom, this.top, TICKS);
    context.textAlign = "right";
    for (const value of values) {
      const y = this.y(value);
      context.fillStyle = LINE;
      context.fillRect(ROOM.left, Math.round(y), this.width, 1);
      context.fillStyle = MUTE;
      context.fillText(formatTick(value, step), ROOM.left - 6, y + 4);
    }
  }

  private paintBars(context: CanvasRenderingContext2D, { archive, filter }: MapContent): void {
    const pitch = this.width / this.best.length;
    const width = pitch > 4 ? pitch - 1 : Math.max(THINNEST, pitch);
    // The highest bars come first, so that lower ones stay visible where bars overlap.
    const bins = [...this.best.keys()].filter((bin) => this.best[bin] >= 0);
    bins.sort((a, b) => archive.objective[this.best[b]] - archive.objective[this.best[a]]);
    for (const bin of bins) {
      const row = this.best[bin];
      const top = this.y(archive.objective[row]);
      context.fillStyle = filter.mask[row] ? CSS[archive.shade(archive.objective[row])] : DIM;
      context.fillRect(ROOM.left + bin * pitch, top, width, ROOM.top + this.height - top);
    }
  }

  private paintAxes(context: CanvasRenderingContext2D, archive: Archive): void {
    const { run } = archive;
    const bottom = ROOM.top + this.height;
    const { values, step } = ticks(run.lower[0], run.upper[0], TICKS);
    context.textAlign = "center";
    context.fillStyle = MUTE;
    for (const value of values) {
      const x = ROOM.left + archive.normalizedMeasure(value, 0) * this.width;
      context.fillText(formatTick(value, step), x, bottom + 16);
    }
    context.fillStyle = run.colors[0];
    context.fillText(run.measures[0], ROOM.left + this.width / 2, bottom + 36);
    context.save();
    context.translate(16, ROOM.top + this.height / 2);
    context.rotate(-Math.PI / 2);
    context.fillStyle = INK;
    context.fillText(run.objective, 0, 0);
    context.restore();
  }
}

/** Returns the row of each bin's best elite: of the elites that are shown, else of all, else -1. */
function bestPerBinOfOne(archive: Archive, mask: Uint8Array): Int32Array {
  const best = new Int32Array(binCount(archive, 0)).fill(-1);
  for (const row of archive.ascending) {
    const bin = binOf(archive, archive.entry(row), 0);
    if (best[bin] < 0 || mask[row] >= mask[best[bin]]) best[bin] = row;
  }
  return best;
}
