/** The archive of arms: for each cell that a hand has reached, the arm with the most even angles. */

import { pose, type Pose } from "./arm";
import stored from "./arm.json";
import type { Pair } from "./plane";

export type Status = "new" | "improved" | "not added";

export interface ArmElite extends Pose {
  theta: number[];
}

/** What the archive would do with an arm. */
export interface Landing {
  cell: number;
  status: Status;
  archived: number | null; // objective of the cell's elite, or null if the cell is empty
  gain: number; // the arm's objective minus that of the elite, or minus 0 in an empty cell
}

/**
 * A measure this little below an edge counts as on the edge, as in ramify's GridArchive: two roundings of
 * a float32, relative to the bound.
 */
const ROUNDINGS = 2 * 2 ** -23;

export class ArmArchive {
  readonly reach = stored.links; // the grid extends from -reach to reach
  readonly cells = stored.cells; // along each measure
  readonly elites = new Map<number, ArmElite>();

  constructor() {
    for (const theta of decodeAngles()) this.add(theta);
  }

  get cellSize(): number {
    return (2 * this.reach) / this.cells;
  }

  /** Returns a cell's index, row-major with hand x first. A hand outside belongs to the nearest cell. */
  cellOf(hand: Pair): number {
    const extent = 2 * this.reach;
    const tolerance = Math.min(ROUNDINGS * this.reach, extent / this.cells / 4096);
    const [i, j] = hand.map((value) => {
      const index = Math.floor(((value + tolerance + this.reach) / extent) * this.cells);
      return Math.max(0, Math.min(this.cells - 1, index));
    });
    return i * this.cells + j;
  }

  /** Returns the lower left corner of a cell. */
  corner(cell: number): Pair {
    const [i, j] = [Math.floor(cell / this.cells), cell % this.cells];
    return [i * this.cellSize - this.reach, j * this.cellSize - this.reach];
  }

  judge({ objective, hand }: Pose): Landing {
    const cell = this.cellOf(hand);
    const archived = this.elites.get(cell)?.objective ?? null;
    const gain = objective - (archived ?? 0);
    const status = archived === null ? "new" : gain > 0 ? "improved" : "not added";
    return { cell, archived, gain, status };
  }

  add(theta: number[]): void {
    const arm = pose(theta);
    const { cell, status } = this.judge(arm);
    if (status !== "not added") this.elites.set(cell, { ...arm, theta });
  }

  /** Returns the elite whose hand is nearest to a point. */
  nearest([x, y]: Pair): ArmElite {
    const distance = ({ hand }: ArmElite): number => Math.hypot(hand[0] - x, hand[1] - y);
    return [...this.elites.values()].reduce((best, elite) =>
      distance(elite) < distance(best) ? elite : best,
    );
  }
}

/** Decodes the stored angles: integers of 16 bits, in multiples of `unit` rad. */
function decodeAngles(): number[][] {
  const bytes = Uint8Array.from(atob(stored.angles), (letter) => letter.charCodeAt(0));
  const angles = Array.from(new Int16Array(bytes.buffer), (integer) => integer * stored.unit);
  return Array.from({ length: angles.length / stored.links }, (_, i) =>
    angles.slice(i * stored.links, (i + 1) * stored.links),
  );
}
