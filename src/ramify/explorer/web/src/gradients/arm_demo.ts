/** The second demonstration: three sliders steer an elite of the arm's archive along its gradients. */

import { byId } from "../dom";
import { branched, jacobian, normalised, pose } from "./arm";
import { drawArm, evenness, type Scene } from "./arm_view";
import { Archive, type Landing } from "./archive";
import { branches, type Branch } from "./branches";
import { drawJoints } from "./joints";
import { Plane, type Pair } from "./plane";
import { drawScale } from "./scale";
import { Slider, figure } from "./slider";

const BRANCHES = 50;
const START: Pair = [2.9, -5.4]; // of the hand
const BESIDE: Record<string, Pair> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export class ArmDemo {
  private archive = new Archive();
  private readonly plane = new Plane(byId<HTMLCanvasElement>("arm"), 1.05 * this.archive.reach, () => this.show());
  private readonly sliders = [0, 1, 2].map((j) => new Slider(`arm-c${j}`, () => this.show()));
  private readonly sigma = new Slider("sigma", () => this.draw());
  private theta = this.archive.nearest(START).theta;
  private rows = normalised(jacobian(this.theta));
  private branches: Branch[] = [];
  private trail: Pair[] = [];

  constructor() {
    const { canvas } = this.plane;
    canvas.addEventListener("click", (event) => this.choose(this.plane.at(event)));
    canvas.addEventListener("keydown", (event) => {
      const way = BESIDE[event.key];
      if (!way) return;
      event.preventDefault();
      const cell = (2 * this.archive.reach) / this.archive.cells;
      const [x, y] = pose(this.theta).hand;
      this.choose([x + way[0] * cell, y + way[1] * cell]);
    });
    drawScale("arm-scale", evenness, [60, 80, 90, 95, 99, 100]);
    byId("draw").addEventListener("click", () => this.draw());
    byId("arm-step").addEventListener("click", () => this.step());
    byId("arm-reset").addEventListener("click", () => this.reset());
    this.show();
  }

  /** For tests: what is shown. */
  get state() {
    return { ...this.scene, rows: this.rows, elites: this.archive.elites.size };
  }

  /** For tests: [cell, theta, objective] of every elite. */
  get elites() {
    return [...this.archive.elites].map(([cell, { theta, objective }]) => ({ cell, theta, objective }));
  }

  /** For tests: where a point of the plane is in the window. */
  onPage(at: Pair): Pair {
    return this.plane.onPage(at);
  }

  private get scene(): Scene {
    const c = this.sliders.map((slider) => slider.value);
    const { theta, branches, trail, sigma } = this;
    const there = branched(theta, c, this.rows);
    const moved = { theta: there, ...pose(there) };
    return { theta, c, now: pose(theta), moved, landing: this.archive.judge(moved), sigma: sigma.value, branches, trail };
  }

  private choose(hand: Pair): void {
    this.trail = [];
    this.moveTo(this.archive.nearest(hand).theta);
  }

  private moveTo(theta: number[]): void {
    this.theta = theta;
    this.rows = normalised(jacobian(theta));
    this.branches = [];
    this.show();
  }

  private set(c: number[]): void {
    this.sliders.forEach((slider, j) => (slider.value = c[j]));
  }

  /** Branches at random; the sliders take the best one's coefficients. */
  private draw(): void {
    this.branches = branches(BRANCHES, this.sigma.value, this.theta, this.rows, this.archive);
    this.set(this.branches[0].c);
    this.show();
  }

  /** The branches are offered to the archive, and theta goes where the sliders say. */
  private step(): void {
    const { now, moved } = this.scene;
    for (const branch of this.branches) this.archive.add(branch.theta);
    this.archive.add(moved.theta);
    if (this.trail.length === 0) this.trail = [now.hand];
    this.trail.push(moved.hand);
    this.set([0, 0, 0]);
    this.moveTo(moved.theta);
  }

  private reset(): void {
    this.archive = new Archive();
    this.set([0, 0, 0]);
    this.choose(START);
  }

  private show(): void {
    const { scene } = this;
    const { c, now, moved, landing } = scene;
    const pairs: [string, number, number][] = [
      ["evenness", now.objective, moved.objective],
      ["hand-x", now.hand[0], moved.hand[0]],
      ["hand-y", now.hand[1], moved.hand[1]],
    ];
    for (const [id, before, after] of pairs) {
      byId(`${id}-before`).textContent = figure(before);
      byId(`${id}-after`).textContent = figure(after);
    }
    const landed = byId("landed");
    const still = c.every((value) => value === 0);
    landed.textContent = still ? "" : words(landing);
    landed.dataset.status = landing.status;
    byId("held").textContent = this.archive.elites.size.toLocaleString("en");
    byId("entered").textContent = entered(this.branches);
    drawArm(this.plane, this.archive, scene);
    drawJoints(byId<HTMLCanvasElement>("joints"), this.rows, c);
  }
}

function words({ status, archived, gain }: Landing): string {
  if (archived === null) return "new: the cell was empty";
  const there = `the elite there has ${figure(archived)}`;
  return status === "improved" ? `improved by ${figure(gain)}: ${there}` : `not added: ${there}`;
}

function entered(drawn: Branch[]): string {
  if (drawn.length === 0) return "";
  const count = (status: string): number => drawn.filter(({ landing }) => landing.status === status).length;
  return `${count("new")} new, ${count("improved")} improved, ${count("not added")} not added`;
}
