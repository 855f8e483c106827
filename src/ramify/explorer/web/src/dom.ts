/** Helpers to find and make elements of the page. */

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

/** Makes one bar per measure, filled in proportion to the normalized measure. */
export function measureBars(normalized: number[], colors: string[]): HTMLElement {
  const row = make("span", "bars");
  normalized.forEach((value, i) => {
    const bar = make("i");
    bar.style.setProperty("--v", String(value));
    bar.style.setProperty("--c", colors[i]);
    row.append(bar);
  });
  return row;
}

/** Whether the document is taller than the window. Then the mouse wheel scrolls it. */
export const pageScrolls = (): boolean => document.documentElement.scrollHeight > innerHeight + 1;
