/** View and selection in the page's address: a link shows what its sender saw. */

import type { ViewName } from "./map/view";

export interface Place {
  view: ViewName | null;
  cells: number[];
  axes: [number, number] | null;
}

export function read(): Place {
  const told = new URLSearchParams(location.hash.slice(1));
  const axes = [told.get("x"), told.get("y")].map((axis) => (axis ? Number(axis) : NaN));
  return {
    view: told.get("view") as ViewName | null,
    cells: (told.get("cells") ?? "").split(",").filter(Boolean).map(Number).filter(Number.isInteger),
    axes: axes.every(Number.isInteger) ? [axes[0], axes[1]] : null,
  };
}

export function write(view: ViewName, cells: number[], axes: readonly [number, number]): void {
  const hash = `#view=${view}&cells=${cells.join(",")}&x=${axes[0]}&y=${axes[1]}`;
  if (hash === location.hash) return;
  try {
    history.replaceState(null, "", hash);
  } catch {
    // A page opened from disk may not change its address.
  }
}
