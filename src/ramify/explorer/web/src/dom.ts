/** Helpers to find and make elements of the page. */

import type { Archive } from "./archive";
import { formatNumber } from "./format";

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}.`);
  return found as T;
}

/** Makes an element with a class and contents. Text is never parsed as HTML. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = "",
  ...contents: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...contents);
  return element;
}

/** Makes one bar per measure, filled in proportion to it. The mouse shows names and values. */
export function measureBars(archive: Archive, measures: ArrayLike<number>): HTMLElement {
  const row = make("span", "bars");
  const { measures: names, colors } = archive.run;
  names.forEach((_, i) => {
    const bar = make("i");
    bar.style.setProperty("--v", String(archive.normalizedMeasure(measures[i], i)));
    bar.style.setProperty("--c", colors[i]);
    row.append(bar);
  });
  row.role = "img";
  row.ariaLabel = names.map((name, i) => `${name} ${formatNumber(measures[i], 3)}`).join(", ");
  row.title = row.ariaLabel;
  return row;
}

/** Whether the map is above the panes, as on a phone. index.html has the same width. */
export const inOneColumn = (): boolean => matchMedia("(max-width: 820px)").matches;

/** Whether the document is taller than the window. Then the mouse wheel scrolls it. */
export const pageScrolls = (): boolean => document.documentElement.scrollHeight > innerHeight + 1;
