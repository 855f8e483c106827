/** The arm's archive as a heat map, the arm on it before and after a step, and where branches land. */

import { CSS, EMPTY, INK, STATUS, shade } from "../colours";
import { pose, swings, type Pose } from "./arm";
import type { Archive, Elite, Landing } from "./archive";
import type { Branch } from "./branches";
import { SHADOW, X_COLOUR, Y_COLOUR, type Pair, type Plane } from "./plane";

export const ROW_COLOURS = ["#e878c7", X_COLOUR, Y_COLOUR];

/** What there is to draw. */
export interface Scene {
  theta: number[];
  c: number[];
  now: Pose;
  moved: Elite;
  landing: Landing;
  sigma: number; // of the branches
  branches: Branch[];
  trail: Pair[]; // of the hand, step by step
}

export function drawArm(plane: Plane, archive: Archive, scene: Scene): void {
  const context = plane.begin();
  const { theta, c, now, moved, landing } = scene;
  cells(plane, context, archive);
  links(plane, now, "rgba(230, 235, 245, 0.5)");
  if (scene.trail.length > 0) plane.line(scene.trail, "#ffffff", 1.5, [1, 4]);
  if (scene.branches.length > 0) {
    plane.line(ellipse(now.hand, swings(theta), 2 * scene.sigma), "#ffffff", 1.5, [4, 4]);
  }
  for (const { hand, landing } of [...scene.branches].reverse()) plane.dot(hand, 3.5, STATUS[landing.status]);
  if (c.some((value) => value !== 0)) {
    links(plane, moved, "#d5ddec");
    outline(plane, context, archive, landing);
    swings(theta).forEach(([x, y], j) => {
      plane.arrow(now.hand, [now.hand[0] + c[j] * x, now.hand[1] + c[j] * y], ROW_COLOURS[j], 2.5);
    });
    way(plane, scene);
  }
  plane.dot(now.hand, 6, INK);
  plane.axes(5);
}

/** Between 0 and 1: how evenly an arm is bent, on a scale that tells the best apart. */
export const evenness = (objective: number): number => 1 - Math.sqrt(Math.max(0, 1 - objective / 100)) / 0.7;

function cells(plane: Plane, context: CanvasRenderingContext2D, archive: Archive): void {
  const side = plane.length((2 * archive.reach) / archive.cells);
  const gap = Math.min(1, side / 8);
  const fill = (cell: number, colour: string): void => {
    const [x, y] = plane.px(archive.corner(cell));
    context.fillStyle = colour;
    context.fillRect(x, y - side, side - gap, side - gap);
  };
  const middle = plane.px([0, 0]);
  context.beginPath();
  context.arc(...middle, plane.length(archive.reach), 0, 2 * Math.PI);
  context.fillStyle = EMPTY;
  context.fill();
  context.globalAlpha = 0.75;
  for (const [cell, { objective }] of archive.elites) fill(cell, CSS[shade(evenness(objective))]);
  context.globalAlpha = 1;
}

function outline(plane: Plane, context: CanvasRenderingContext2D, archive: Archive, { cell, status }: Landing): void {
  const side = plane.length((2 * archive.reach) / archive.cells);
  const [x, y] = plane.px(archive.corner(cell));
  context.lineWidth = 2.5;
  context.strokeStyle = STATUS[status];
  context.strokeRect(x - 2, y - side - 2, side + 3, side + 3);
}

function links(plane: Plane, { joints }: Pose, colour: string): void {
  plane.line(joints, "rgba(8, 11, 17, 0.6)", 7);
  plane.line(joints, colour, 4);
  for (const joint of joints.slice(0, -1)) plane.dot(joint, 2.5, "#141a26", colour);
}

/** The hand's way: it sets out along the sum of the arrows, and bends as the gradients change. */
function way(plane: Plane, { theta, moved }: Scene): void {
  const at = (t: number): Pair => pose(theta.map((angle, i) => angle + t * (moved.theta[i] - angle))).hand;
  const points = Array.from({ length: 33 }, (_, i) => at(i / 32));
  plane.line(points, SHADOW, 6);
  plane.arrow(points[28], points[32], "#ffffff", 3);
  plane.line(points.slice(0, 31), "#ffffff", 3);
}

/** Where c ~ N(0, spread^2) would bring the hand if the gradients did not change on the way. */
function ellipse(hand: Pair, swings: Pair[], spread: number): Pair[] {
  const product = (a: number, b: number): number => swings.reduce((sum, swing) => sum + swing[a] * swing[b], 0);
  const width = Math.sqrt(product(0, 0)); // the covariance is L L^T, with L lower triangular
  const slant = product(0, 1) / width;
  const rest = Math.sqrt(Math.max(0, product(1, 1) - slant * slant));
  return Array.from({ length: 65 }, (_, i): Pair => {
    const [u, v] = [Math.cos((i * Math.PI) / 32), Math.sin((i * Math.PI) / 32)];
    return [hand[0] + spread * width * u, hand[1] + spread * (slant * u + rest * v)];
  });
}
