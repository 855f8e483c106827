/** One measure: the objective of each cell's elite as a bar. */

import type { Archive, Spot } from "../archive";
import type { Surface } from "../canvas";
import { CSS, DIM, EMPTY, INK, LINE, MUTE } from "../colours";
import { mark, marks } from "../words";
import { bin, bins } from "./pair";
import type { MapView, Shown } from "./view";

const SMALL = 2; // px, that a bar is wide at least
const SNAP = 4; // px that the mouse may miss a thin bar by
const ROOM = { left: 62, right: 18, top: 16, bottom: 46 };

export class Strip implements MapView {
  private shown: Shown | null = null;
  private best: Int32Array = new Int32Array(0);
  private width = 1;
  private height = 1;
  private floor = 0; // the objective that a bar of no height has
  private ceiling = 1;

  paint({ context, width, height }: Surface, shown: Shown): void {
    const { archive, filter } = shown;
    const { run } = archive;
    this.shown = shown;
    this.width = Math.max(20, width - ROOM.left - ROOM.right);
    this.height = Math.max(20, height - ROOM.top - ROOM.bottom);
    const spread = archive.high - archive.low || 1;
    this.floor = archive.low > 0 && archive.low < 0.5 * archive.high ? 0 : archive.low - 0.05 * spread;
    this.ceiling = archive.high + 0.03 * spread;
    this.best = bestOfAxis(archive, filter.mask);
    context.fillStyle = EMPTY;
    context.fillRect(ROOM.left, ROOM.top, this.width, this.height);
    const up = marks(this.floor, this.ceiling, 6);
    context.textAlign = "right";
    for (const at of up.values) {
      const y = this.y(at);
      context.fillStyle = LINE;
      context.fillRect(ROOM.left, Math.round(y), this.width, 1);
      context.fillStyle = MUTE;
      context.fillText(mark(at, up.step), ROOM.left - 6, y + 4);
    }
    const pitch = this.width / this.best.length;
    const wide = pitch > 4 ? pitch - 1 : Math.max(SMALL, pitch);
    // The best first: where bars overlap, the lower stands before the higher.
    const bars = [...this.best.keys()].filter((i) => this.best[i] >= 0);
    bars.sort((a, b) => archive.objective[this.best[b]] - archive.objective[this.best[a]]);
    for (const i of bars) {
      const row = this.best[i];
      const top = this.y(archive.objective[row]);
      context.fillStyle = filter.mask[row] ? CSS[archive.shade(archive.objective[row])] : DIM;
      context.fillRect(ROOM.left + i * pitch, top, wide, ROOM.top + this.height - top);
    }
    const across = marks(run.lower[0], run.upper[0], 6);
    context.textAlign = "center";
    context.fillStyle = MUTE;
    for (const at of across.values) {
      context.fillText(
        mark(at, across.step),
        ROOM.left + archive.unit(at, 0) * this.width,
        ROOM.top + this.height + 16,
      );
    }
    context.fillStyle = run.colours[0];
    context.fillText(run.measures[0], ROOM.left + this.width / 2, ROOM.top + this.height + 36);
    context.save();
    context.translate(16, ROOM.top + this.height / 2);
    context.rotate(-Math.PI / 2);
    context.fillStyle = INK;
    context.fillText(run.objective, 0, 0);
    context.restore();
  }

  hit(x: number, y: number): number {
    const [along, down] = [x - ROOM.left, y - ROOM.top];
    if (!this.shown || along < 0 || down < 0 || along >= this.width || down >= this.height) return -1;
    const pitch = this.width / this.best.length;
    const here = Math.floor(along / pitch);
    const reach = pitch < SNAP ? Math.ceil(SNAP / pitch) : 0;
    const { archive, filter } = this.shown;
    const shown = (bin: number): number => {
      const row = this.best[bin] ?? -1;
      return row >= 0 && filter.mask[row] ? row : -1;
    };
    for (let apart = 0; apart <= reach; apart++) {
      const row = archive.better(shown(here - apart), shown(here + apart));
      if (row >= 0) return row;
    }
    return -1;
  }

  at(spot: Spot): [number, number] {
    const archive = this.shown!.archive;
    const x = ROOM.left + ((bin(archive, spot, 0) + 0.5) / bins(archive, 0)) * this.width;
    return [x, Math.max(ROOM.top, Math.min(ROOM.top + this.height - 2, this.y(spot.objective) + 3))];
  }

  outline(context: CanvasRenderingContext2D, spot: Spot, colour: string, weight: number): void {
    const [x] = this.at(spot);
    const top = this.y(spot.objective);
    const wide = Math.max(5, this.width / this.best.length) + weight;
    context.strokeStyle = colour;
    context.lineWidth = weight;
    context.strokeRect(x - wide / 2, top, wide, ROOM.top + this.height - top);
  }

  private y(objective: number): number {
    return ROOM.top + this.height * (1 - (objective - this.floor) / (this.ceiling - this.floor));
  }
}

/** [bin] the best elite shown, else the best of all, else -1. */
function bestOfAxis(archive: Archive, mask: Uint8Array): Int32Array {
  const best = new Int32Array(bins(archive, 0)).fill(-1);
  for (const row of archive.order) {
    const at = bin(archive, archive.spot(row), 0);
    if (best[at] < 0 || mask[row] >= mask[best[at]]) best[at] = row;
  }
  return best;
}
