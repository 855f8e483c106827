/** View and selection in the page's address, so that a link shows what its sender saw. */

import type { ViewName } from "./map/view";

export interface UrlState {
  view: ViewName | null;
  cells: number[];
  axes: [number, number] | null;
}

export function readUrl(): UrlState {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const axes = [parameters.get("x"), parameters.get("y")].map((axis) => (axis ? Number(axis) : NaN));
  const cells = (parameters.get("cells") ?? "").split(",").filter(Boolean).map(Number);
  return {
    view: parameters.get("view") as ViewName | null,
    cells: cells.filter(Number.isInteger),
    axes: axes.every(Number.isInteger) ? [axes[0], axes[1]] : null,
  };
}

export function writeUrl(view: ViewName, cells: number[], axes: readonly [number, number]): void {
  const hash = `#view=${view}&cells=${cells.join(",")}&x=${axes[0]}&y=${axes[1]}`;
  if (hash === location.hash) return;
  try {
    history.replaceState(null, "", hash);
  } catch {
    // The browser does not let a page opened from disk change its address.
  }
}
