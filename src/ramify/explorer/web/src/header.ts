/** The run's title and figures, and what it was made with. */

import type { Figures } from "./archive";
import { byId, make } from "./dom";
import type { Run } from "./source";
import { count, figure, percent } from "./words";

export class Header {
  private readonly chips = byId("chips");
  private trains = false;
  private figures: Figures | null = null;
  private readonly about = byId<HTMLDialogElement>("about");

  constructor(private readonly run: Run) {
    document.title = `${run.title} · ramify`;
    byId("name").textContent = run.title;
    byId("title").addEventListener("click", () => this.about.showModal());
    this.about.addEventListener("click", (event) => {
      if (event.target === this.about) this.about.close(); // beside the box
    });
    byId("about-close").addEventListener("click", () => this.about.close());
    const warned = byId("warned");
    warned.hidden = !run.warning;
    warned.title = run.warning ?? "";
    warned.addEventListener("click", () => this.about.showModal());
    this.describe();
    this.live(run.live);
  }

  /** The run's own figures: the page computes none. */
  show(figures: Figures): void {
    this.figures = figures;
    const { goal } = this.run;
    const of = this.trains && goal ? ` of ${count(goal)}` : "";
    this.chips.replaceChildren(
      chip(count(figures.elites), "elites"),
      chip(percent(figures.coverage), "coverage"),
      chip(figure(figures.best), `best ${this.run.objective}`),
      chip(figure(figures.qd_score), "QD score"),
      chip(count(figures.evaluations) + of, "evaluations"),
    );
  }

  live(live: boolean): void {
    this.trains = live;
    byId("live").hidden = !live;
    if (this.figures) this.show(this.figures);
  }

  private describe(): void {
    const { run } = this;
    const facts: [string, unknown][] = [
      ["recipe", run.recipe],
      ["task", run.task],
      ["simulator", run.sim],
      ["parameters", count(run.n)],
      ["objective", run.objective],
      ["measures", run.measures.join(", ")],
      ["archive", run.cvt ? `${count(run.shape[0])} Voronoi cells` : `${run.shape.join(" × ")} cells`],
    ];
    const { made, here } = run.versions;
    const versions = Object.entries(made).map(([name, was]): [string, unknown] => {
      const now = here[name] ?? "none";
      return [name, was === now ? was : `${was} (here ${now})`];
    });
    byId("facts").replaceChildren(
      ...(run.warning ? [make("p", "warning", run.warning)] : []),
      section("Run", facts),
      section("Settings", Object.entries(run.settings)),
      section("Versions", versions),
    );
  }
}

const chip = (value: string, name: string): HTMLElement =>
  make("span", "chip", make("b", "", value), ` ${name}`);

function section(title: string, facts: [string, unknown][]): HTMLElement {
  const list = make("dl");
  for (const [name, value] of facts) {
    if (value !== null && value !== undefined)
      list.append(make("dt", "", name), make("dd", "", text(value)));
  }
  return make("section", "", make("h3", "", title), list);
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).join(" × ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
