/** The archive of arms as a heat map, an arm before and after a step, and where its branches land. */

import { CSS, EMPTY, INK, shadeOf, STATUS } from "../colors";
import { handVelocities, pose, type Pose } from "./arm";
import type { ArmArchive, ArmElite, Landing } from "./archive";
import type { Branch } from "./branches";
import { SHADOW, X_COLOR, Y_COLOR, type Pair, type Plane } from "./plane";

export const ROW_COLORS = ["#e878c7", X_COLOR, Y_COLOR];

const STEPS = 32; // of the drawn path of the hand

/** What is drawn. */
export interface Scene {
  theta: number[];
  c: number[];
  now: Pose;
  moved: ArmElite; // after the step
  landing: Landing;
  sigma: number; // standard deviation of the coefficients
  branches: Branch[];
  trail: Pair[]; // of the hand, step by step
}

export function drawArm(plane: Plane, archive: ArmArchive, scene: Scene): void {
  const context = plane.begin();
  const { theta, c, now, moved, landing, sigma, branches, trail } = scene;
  drawCells(plane, context, archive);
  drawLinks(plane, now, "rgba(230, 235, 245, 0.5)");
  if (trail.length > 0) plane.line(trail, "#ffffff", 1.5, [1, 4]);
  if (branches.length > 0) {
    plane.line(ellipse(now.hand, handVelocities(theta), 2 * sigma), "#ffffff", 1.5, [4, 4]);
  }
  // The best branch is drawn last.
  for (const branch of [...branches].reverse()) {
    plane.dot(branch.hand, 3.5, STATUS[branch.landing.status]);
  }
  if (c.some((value) => value !== 0)) {
    drawLinks(plane, moved, "#d5ddec");
    outlineCell(plane, context, archive, landing);
    handVelocities(theta).forEach(([x, y], j) => {
      const tip: Pair = [now.hand[0] + c[j] * x, now.hand[1] + c[j] * y];
      plane.arrow(now.hand, tip, ROW_COLORS[j], 2.5);
    });
    drawHandPath(plane, scene);
  }
  plane.dot(now.hand, 6, INK);
  plane.axes(5);
}

/** Maps an objective to a brightness between 0 and 1, on a scale that separates the best arms. */
export const brightness = (objective: number): number =>
  1 - Math.sqrt(Math.max(0, 1 - objective / 100)) / 0.7;

function drawCells(plane: Plane, context: CanvasRenderingContext2D, archive: ArmArchive): void {
  const side = plane.length(archive.cellSize);
  const gap = Math.min(1, side / 8);
  context.beginPath();
  context.arc(...plane.px([0, 0]), plane.length(archive.reach), 0, 2 * Math.PI);
  context.fillStyle = EMPTY;
  context.fill();
  context.globalAlpha = 0.75;
  for (const [cell, { objective }] of archive.elites) {
    const [x, y] = plane.px(archive.corner(cell));
    context.fillStyle = CSS[shadeOf(brightness(objective))];
    context.fillRect(x, y - side, side - gap, side - gap);
  }
  context.globalAlpha = 1;
}

function outlineCell(
  plane: Plane,
  context: CanvasRenderingContext2D,
  archive: ArmArchive,
  { cell, status }: Landing,
): void {
  const side = plane.length(archive.cellSize);
  const [x, y] = plane.px(archive.corner(cell));
  context.lineWidth = 2.5;
  context.strokeStyle = STATUS[status];
  context.strokeRect(x - 2, y - side - 2, side + 3, side + 3);
}

function drawLinks(plane: Plane, { joints }: Pose, color: string): void {
  plane.line(joints, "rgba(8, 11, 17, 0.6)", 7);
  plane.line(joints, color, 4);
  for (const joint of joints.slice(0, -1)) plane.dot(joint, 2.5, "#141a26", color);
}

/**
 * Draws the path of the hand. It starts along the sum of the arrows and bends, because the gradients
 * change on the way.
 */
function drawHandPath(plane: Plane, { theta, moved }: Scene): void {
  const points = Array.from({ length: STEPS + 1 }, (_, i): Pair => {
    const share = i / STEPS;
    return pose(theta.map((angle, j) => angle + share * (moved.theta[j] - angle))).hand;
  });
  plane.line(points, SHADOW, 6);
  plane.arrow(points[STEPS - 4], points[STEPS], "#ffffff", 3);
  plane.line(points.slice(0, STEPS - 1), "#ffffff", 3);
}

/** Returns the ellipse around the hand of branches with |c| = length, if the gradients were constant. */
function ellipse(hand: Pair, velocities: Pair[], length: number): Pair[] {
  const product = (a: number, b: number): number =>
    velocities.reduce((sum, velocity) => sum + velocity[a] * velocity[b], 0);
  // The covariance of the hand is L L^T, where L = [[l00, 0], [l10, l11]].
  const l00 = Math.sqrt(product(0, 0));
  const l10 = product(0, 1) / l00;
  const l11 = Math.sqrt(Math.max(0, product(1, 1) - l10 * l10));
  return Array.from({ length: 65 }, (_, i): Pair => {
    const [u, v] = [Math.cos((i * Math.PI) / 32), Math.sin((i * Math.PI) / 32)];
    return [hand[0] + length * l00 * u, hand[1] + length * (l10 * u + l11 * v)];
  });
}
