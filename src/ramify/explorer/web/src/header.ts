/** The header of the page: the run's title, its metrics, and a dialog with settings and versions. */

import type { Metrics } from "./archive";
import type { Run } from "./data/api";
import { byId, make } from "./dom";
import { formatCount, formatNumber, formatPercent } from "./format";

export class Header {
  private readonly chips = byId("chips");
  private readonly dialog = byId<HTMLDialogElement>("about");
  private training = false;
  private metrics: Metrics | null = null;

  constructor(private readonly run: Run) {
    document.title = `${run.title} · ramify`;
    byId("name").textContent = run.title;
    byId("title").addEventListener("click", () => this.dialog.showModal());
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.dialog.close(); // a click outside the box
    });
    byId("about-close").addEventListener("click", () => this.dialog.close());
    const warning = byId("warned");
    warning.hidden = !run.warning;
    warning.title = run.warning ?? "";
    warning.addEventListener("click", () => this.dialog.showModal());
    this.fillDialog();
    this.setTraining(run.live);
  }

  /** Shows the metrics that the run reports. The page computes none itself. */
  show(metrics: Metrics): void {
    this.metrics = metrics;
    const { goal, objective } = this.run;
    const outOf = this.training && goal ? ` of ${formatCount(goal)}` : "";
    this.chips.replaceChildren(
      chip(formatCount(metrics.elites), "elites"),
      chip(formatPercent(metrics.coverage), "coverage"),
      chip(formatNumber(metrics.best), `best ${objective}`),
      chip(formatNumber(metrics.qd_score), "QD score"),
      chip(formatCount(metrics.evaluations) + outOf, "evaluations"),
    );
  }

  setTraining(training: boolean): void {
    this.training = training;
    byId("live").hidden = !training;
    if (this.metrics) this.show(this.metrics);
  }

  private fillDialog(): void {
    const { run } = this;
    const facts: [string, unknown][] = [
      ["recipe", run.recipe],
      ["task", run.task],
      ["simulator", run.sim],
      ["parameters", formatCount(run.n)],
      ["objective", run.objective],
      ["measures", run.measures.join(", ")],
      ["archive", run.cvt ? `${formatCount(run.shape[0])} Voronoi cells` : `${run.shape.join(" × ")} cells`],
    ];
    const { made, here } = run.versions;
    const versions = Object.entries(made).map(([name, then]): [string, unknown] => {
      const now = here[name] ?? "none";
      return [name, then === now ? then : `${then} (here: ${now})`];
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
      list.append(make("dt", "", name), make("dd", "", asText(value)));
  }
  return make("section", "", make("h3", "", title), list);
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return value.map(asText).join(" × ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
