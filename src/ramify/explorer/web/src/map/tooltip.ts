/** What the mouse is over: cell, objective, measures. */

import type { Archive } from "../archive";
import { bars, byId, make } from "../dom";
import { figure } from "../words";

const AWAY = 16; // px from the mouse

export class Tooltip {
  private readonly element = byId("tooltip");
  private row = -1;
  private archive: Archive | null = null;

  show(archive: Archive, row: number, note: string, x: number, y: number): void {
    if (row !== this.row || archive !== this.archive) this.fill(archive, row, note);
    this.element.hidden = false;
    const { innerWidth, innerHeight } = window;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = x + AWAY + width > innerWidth ? x - AWAY - width : x + AWAY;
    const top = Math.min(y + AWAY, innerHeight - height - 6);
    this.element.style.transform = `translate(${Math.max(6, left)}px, ${Math.max(6, top)}px)`;
  }

  hide(): void {
    this.element.hidden = true;
  }

  private fill(archive: Archive, row: number, note: string): void {
    const { run } = archive;
    const { cell, objective, measures } = archive.spot(row);
    const units = Array.from(measures, (value, axis) => archive.unit(value, axis));
    const table = make("dl");
    Array.from(measures).forEach((value, axis) => {
      const name = make("dt", "", run.measures[axis]);
      name.style.color = run.colours[axis];
      table.append(name, make("dd", "", figure(value, 3)));
    });
    const head = make("div", "head", make("span", "cell", `#${cell}`), make("b", "", figure(objective)));
    head.append(make("span", "mute", run.objective), bars(units, run.colours));
    this.element.replaceChildren(head, table, make("em", "", note));
    this.row = row;
    this.archive = archive;
  }
}
