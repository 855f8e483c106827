/** Which map is shown, along which measures, and whether a click adds a pane. */

import { byId, make } from "./dom";
import type { ViewName } from "./map/view";
import type { Run } from "./source";

const LABELS: Record<ViewName, string> = {
  nested: "Nested grid",
  grid: "2-D",
  voronoi: "Voronoi",
  parallel: "Parallel axes",
};

export class Tabs {
  private readonly buttons: HTMLButtonElement[];
  private readonly pair = byId("pair");
  private readonly selects = [byId<HTMLSelectElement>("axis-x"), byId<HTMLSelectElement>("axis-y")];
  private readonly compare = byId<HTMLButtonElement>("compare");
  private axes: [number, number] = [0, 0];
  private view: ViewName = "parallel";

  constructor(
    private readonly run: Run,
    names: ViewName[],
    chosen: (view: ViewName, axes: [number, number]) => void,
  ) {
    this.buttons = names.map((name) => {
      const button = make(
        "button",
        "",
        name === "grid" && run.measures.length < 2 ? "1-D" : LABELS[name],
      );
      button.dataset.view = name;
      button.addEventListener("click", () => chosen(name, this.axes));
      return button;
    });
    byId("tabs").prepend(...this.buttons);
    this.selects.forEach((select, direction) => {
      select.append(...run.measures.map((name, axis) => new Option(name, String(axis))));
      select.addEventListener("change", () => {
        const axes = this.selects.map(({ value }) => Number(value)) as [number, number];
        // The same measure twice: the other direction takes what this one had.
        if (axes[0] === axes[1]) axes[1 - direction] = this.axes[direction];
        chosen(this.view, axes);
      });
    });
    this.compare.addEventListener("click", () => {
      this.compare.ariaPressed = String(!this.adding);
    });
  }

  get adding(): boolean {
    return this.compare.ariaPressed === "true";
  }

  show(view: ViewName, axes: [number, number]): void {
    this.view = view;
    this.axes = axes;
    for (const button of this.buttons) button.ariaPressed = String(button.dataset.view === view);
    this.pair.hidden = this.run.measures.length < 2 || (view !== "grid" && view !== "voronoi");
    this.selects.forEach((select, direction) => (select.value = String(axes[direction])));
  }
}
