/** window.explorer: what tests, and curious people, may ask the page. */

import type { Filter } from "./filter";
import type { Board } from "./map/board";
import type { ViewName } from "./map/view";
import type { Click, Panes } from "./panes/panes";
import type { Pictures } from "./panes/pictures";
import type { Player } from "./player";

interface State {
  view: ViewName;
  axes: [number, number];
  filter: Filter;
}

/** ms: of clicks, of the last movements of the mouse over the map, until the page was ready. */
interface Timings {
  clicks: Click[];
  hover: number[];
  load: number;
}

interface Explorer {
  readonly state: State;
  /** Where to click on the page to open a cell's elite. */
  cellXY(cell: number): { x: number; y: number } | null;
  /** The cell of the elite that a click at a point of the page would open, or null. */
  cellAt(x: number, y: number): number | null;
  readonly panes: { cell: number | null; steered: boolean }[];
  /** The time shown. */
  readonly seconds: number;
  /** Whether the panes show what they are to show, as finely as they can, or play. */
  readonly drawn: boolean;
  readonly timings: Timings;
}

declare global {
  interface Window {
    explorer?: Explorer;
  }
}

export function handle(
  state: State,
  board: Board,
  panes: Panes,
  pictures: Pictures,
  player: Player,
): Timings {
  const timings = { clicks: panes.clicks, hover: board.hovers, load: 0 };
  window.explorer = {
    state,
    cellXY: (cell) => board.cellXY(cell),
    cellAt: (x, y) => board.cellAt(x, y),
    get panes() {
      return panes.all.map(({ spot, steered }) => ({ cell: spot?.cell ?? null, steered }));
    },
    get seconds() {
      return player.seconds;
    },
    get drawn() {
      return player.playing || (!player.stale && (pictures.stage?.quality.settled ?? true));
    },
    timings,
  };
  return timings;
}
