/** The second demonstration: three sliders move an elite of the arm's archive along its gradients. */

import { byId } from "../dom";
import { branched, jacobian, normalized, pose } from "./arm";
import { brightness, drawArm, type Scene } from "./arm_view";
import { ArmArchive, type Landing, type Status } from "./archive";
import { drawBranches, type Branch } from "./branches";
import { drawJoints } from "./joints";
import { Plane, type Pair } from "./plane";
import { drawScale } from "./scale";
import { formatFixed, Slider } from "./slider";

const BRANCHES = 50;
const START: Pair = [2.9, -5.4]; // of the hand
const ARROW_KEYS: Record<string, Pair> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export class ArmDemo {
  private archive = new ArmArchive();
  private readonly plane = new Plane(byId<HTMLCanvasElement>("arm"), 1.05 * this.archive.reach, () =>
    this.show(),
  );
  private readonly sliders = [0, 1, 2].map((j) => new Slider(`arm-c${j}`, () => this.show()));
  private readonly sigma = new Slider("sigma", () => this.drawRandom());
  private theta = this.archive.nearest(START).theta;
  private rows = normalized(jacobian(this.theta));
  private branches: Branch[] = [];
  private trail: Pair[] = [];

  constructor() {
    const { canvas } = this.plane;
    canvas.addEventListener("click", (event) => this.selectNearest(this.plane.at(event)));
    canvas.addEventListener("keydown", (event) => {
      const direction = ARROW_KEYS[event.key];
      if (!direction) return;
      event.preventDefault();
      const { cellSize } = this.archive;
      const [x, y] = pose(this.theta).hand;
      this.selectNearest([x + direction[0] * cellSize, y + direction[1] * cellSize]);
    });
    drawScale("arm-scale", brightness, [60, 80, 90, 95, 99, 100]);
    byId("draw").addEventListener("click", () => this.drawRandom());
    byId("arm-step").addEventListener("click", () => this.step());
    byId("arm-reset").addEventListener("click", () => this.reset());
    this.show();
  }

  private get scene(): Scene {
    const c = this.sliders.map((slider) => slider.value);
    const { theta, branches, trail } = this;
    const movedTheta = branched(theta, c, this.rows);
    const moved = { theta: movedTheta, ...pose(movedTheta) };
    const landing = this.archive.judge(moved);
    return { theta, c, now: pose(theta), moved, landing, sigma: this.sigma.value, branches, trail };
  }

  private selectNearest(hand: Pair): void {
    this.trail = [];
    this.moveTo(this.archive.nearest(hand).theta);
  }

  private moveTo(theta: number[]): void {
    this.theta = theta;
    this.rows = normalized(jacobian(theta));
    this.branches = [];
    this.show();
  }

  private setSliders(c: number[]): void {
    this.sliders.forEach((slider, j) => (slider.value = c[j]));
  }

  /** Draws random branches. The sliders take the coefficients of the best one. */
  private drawRandom(): void {
    this.branches = drawBranches(BRANCHES, this.sigma.value, this.theta, this.rows, this.archive);
    this.setSliders(this.branches[0].c);
    this.show();
  }

  /** Adds the branches to the archive, and moves theta by the coefficients of the sliders. */
  private step(): void {
    const { now, moved } = this.scene;
    for (const branch of this.branches) this.archive.add(branch.theta);
    this.archive.add(moved.theta);
    if (this.trail.length === 0) this.trail = [now.hand];
    this.trail.push(moved.hand);
    this.setSliders([0, 0, 0]);
    this.moveTo(moved.theta);
  }

  private reset(): void {
    this.archive = new ArmArchive();
    this.setSliders([0, 0, 0]);
    this.selectNearest(START);
  }

  private show(): void {
    const { scene } = this;
    const { c, now, moved, landing } = scene;
    const rows: [id: string, before: number, after: number][] = [
      ["evenness", now.objective, moved.objective],
      ["hand-x", now.hand[0], moved.hand[0]],
      ["hand-y", now.hand[1], moved.hand[1]],
    ];
    for (const [id, before, after] of rows) {
      byId(`${id}-before`).textContent = formatFixed(before);
      byId(`${id}-after`).textContent = formatFixed(after);
    }
    const result = byId("landed");
    result.textContent = c.every((value) => value === 0) ? "" : describe(landing);
    result.dataset.status = landing.status;
    byId("held").textContent = this.archive.elites.size.toLocaleString("en");
    byId("entered").textContent = summarize(this.branches);
    drawArm(this.plane, this.archive, scene);
    drawJoints(byId<HTMLCanvasElement>("joints"), this.rows, c);
  }
}

function describe({ status, archived, gain }: Landing): string {
  if (archived === null) return "new: the cell is empty";
  const elite = `the elite in the cell has ${formatFixed(archived)}`;
  return status === "improved" ? `improved by ${formatFixed(gain)}: ${elite}` : `not added: ${elite}`;
}

/** Counts the branches by what the archive would do with them. */
function summarize(branches: Branch[]): string {
  if (branches.length === 0) return "";
  const count = (status: Status): number =>
    branches.filter(({ landing }) => landing.status === status).length;
  return `${count("new")} new, ${count("improved")} improved, ${count("not added")} not added`;
}
