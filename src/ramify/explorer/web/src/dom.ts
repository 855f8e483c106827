/** The few things the page does to the document. */

export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element ${id}.`);
  return found as T;
}

/** An element with a class and contents; text is never read as markup. */
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

/** A measure's bars: each filled to where the value lies between its ends. */
export function bars(units: number[], colours: string[]): HTMLElement {
  const row = make("span", "bars");
  units.forEach((unit, i) => {
    const bar = make("i");
    bar.style.setProperty("--v", String(unit));
    bar.style.setProperty("--c", colours[i]);
    row.append(bar);
  });
  return row;
}
