/** The arm's archive: of every cell that a hand has reached, the most even arm. */

import packed from "./arm.json";
import { pose, type Pose } from "./arm";
import type { Pair } from "./plane";

export type Status = "new" | "improved" | "not added";

export interface Elite extends Pose {
  theta: number[];
}

/** What the archive says of an arm: where it falls, and whether it is better than who is there. */
export interface Landing {
  cell: number;
  status: Status;
  archived: number | null; // the objective in that cell until now
  gain: number; // of the objective over it; over 0 in an empty cell
}

/** How far below an edge still counts as on it: two roundings of a float32, as in ramify's GridArchive. */
const ROUNDINGS = 2 * 2 ** -23;

export class Archive {
  readonly reach = packed.links; // the grid goes from -reach to reach
  readonly cells = packed.cells; // along each measure
  readonly grownBy = packed.evaluations;
  readonly elites = new Map<number, Elite>();

  constructor() {
    for (const theta of unpacked()) this.add(theta);
  }

  /** Row-major, hand x first; outside is clipped into the last cell. */
  cellOf(hand: Pair): number {
    const extent = 2 * this.reach;
    const tolerance = Math.min(ROUNDINGS * this.reach, extent / this.cells / 4096);
    const [i, j] = hand.map((value) => {
      const index = Math.floor(((value + tolerance + this.reach) / extent) * this.cells);
      return Math.max(0, Math.min(this.cells - 1, index));
    });
    return i * this.cells + j;
  }

  /** The cell's lower corner. */
  corner(cell: number): Pair {
    const width = (2 * this.reach) / this.cells;
    return [Math.floor(cell / this.cells) * width - this.reach, (cell % this.cells) * width - this.reach];
  }

  judge({ objective, hand }: Pose): Landing {
    const cell = this.cellOf(hand);
    const archived = this.elites.get(cell)?.objective ?? null;
    const gain = objective - (archived ?? 0);
    return { cell, archived, gain, status: archived === null ? "new" : gain > 0 ? "improved" : "not added" };
  }

  add(theta: number[]): Landing {
    const arm = pose(theta);
    const landing = this.judge(arm);
    if (landing.status !== "not added") this.elites.set(landing.cell, { ...arm, theta });
    return landing;
  }

  /** The elite whose hand is nearest. */
  nearest([x, y]: Pair): Elite {
    const far = (elite: Elite): number => Math.hypot(elite.hand[0] - x, elite.hand[1] - y);
    return [...this.elites.values()].reduce((best, elite) => (far(elite) < far(best) ? elite : best));
  }
}

/** Angles are whole numbers of `unit` rad, 16 bits each. */
function unpacked(): number[][] {
  const bytes = Uint8Array.from(atob(packed.angles), (letter) => letter.charCodeAt(0));
  const angles = Array.from(new Int16Array(bytes.buffer), (whole) => whole * packed.unit);
  return Array.from({ length: angles.length / packed.links }, (_, i) =>
    angles.slice(i * packed.links, (i + 1) * packed.links),
  );
}
