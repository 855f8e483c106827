/** The tooltip of the map: cell, objective and measures of the elite under the mouse. */

import type { Archive } from "../archive";
import { byId, make, measureBars } from "../dom";
import { formatNumber } from "../format";

const DISTANCE = 16; // px from the mouse
const MARGIN = 6; // px from the edge of the window

export class Tooltip {
  private readonly element = byId("tooltip");
  private row = -1;
  private archive: Archive | null = null;

  show(archive: Archive, row: number, hint: string, x: number, y: number): void {
    if (row !== this.row || archive !== this.archive) this.fill(archive, row, hint);
    this.element.hidden = false;
    const { innerWidth, innerHeight } = window;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = x + DISTANCE + width > innerWidth ? x - DISTANCE - width : x + DISTANCE;
    const top = Math.min(y + DISTANCE, innerHeight - height - MARGIN);
    this.element.style.transform = `translate(${Math.max(MARGIN, left)}px, ${Math.max(MARGIN, top)}px)`;
  }

  hide(): void {
    this.element.hidden = true;
  }

  private fill(archive: Archive, row: number, hint: string): void {
    const { run } = archive;
    const { cell, objective, measures } = archive.entry(row);
    const table = make("dl");
    Array.from(measures).forEach((value, axis) => {
      const name = make("dt", "", run.measures[axis]);
      name.style.color = run.colors[axis];
      table.append(name, make("dd", "", formatNumber(value, 3)));
    });
    const head = make(
      "div",
      "head",
      make("span", "cell", `#${cell}`),
      make("b", "", formatNumber(objective)),
      make("span", "mute", archive.objectiveName),
      measureBars(archive, measures),
    );
    this.element.replaceChildren(head, table, make("em", "", hint));
    this.row = row;
    this.archive = archive;
  }
}
