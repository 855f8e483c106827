/** The tabs above the map, the choice of two measures, and the button that adds panes. */

import type { Run } from "./data/api";
import { byId, make } from "./dom";
import type { ViewName } from "./map/view";

const LABELS: Record<ViewName, string> = {
  nested: "Nested grid",
  grid: "2-D",
  voronoi: "Voronoi",
  parallel: "Parallel axes",
};

export class Tabs {
  private readonly buttons: HTMLButtonElement[];
  private readonly axisChoice = byId("pair");
  private readonly selects = [byId<HTMLSelectElement>("axis-x"), byId<HTMLSelectElement>("axis-y")];
  private readonly compare = byId<HTMLButtonElement>("compare");
  private axes: [number, number] = [0, 0];
  private view: ViewName = "parallel";

  constructor(
    private readonly run: Run,
    views: ViewName[],
    chosen: (view: ViewName, axes: [number, number]) => void,
  ) {
    this.buttons = views.map((view) => {
      const flat = view === "grid" && run.measures.length < 2;
      const button = make("button", "", flat ? "1-D" : LABELS[view]);
      button.dataset.view = view;
      button.addEventListener("click", () => chosen(view, this.axes));
      return button;
    });
    byId("tabs").prepend(...this.buttons);
    this.selects.forEach((select, direction) => {
      select.append(...run.measures.map((name, axis) => new Option(name, String(axis))));
      select.addEventListener("change", () => {
        const axes = this.selects.map(({ value }) => Number(value)) as [number, number];
        // If both directions would show the same measure, they swap their measures.
        if (axes[0] === axes[1]) axes[1 - direction] = this.axes[direction];
        chosen(this.view, axes);
      });
    });
    this.compare.addEventListener("click", () => {
      this.compare.ariaPressed = String(!this.comparing);
    });
  }

  /** Whether a plain click on the map adds a pane. */
  get comparing(): boolean {
    return this.compare.ariaPressed === "true";
  }

  show(view: ViewName, axes: [number, number]): void {
    this.view = view;
    this.axes = axes;
    for (const button of this.buttons) button.ariaPressed = String(button.dataset.view === view);
    this.axisChoice.hidden = this.run.measures.length < 2 || (view !== "grid" && view !== "voronoi");
    this.selects.forEach((select, direction) => (select.value = String(axes[direction])));
  }
}
