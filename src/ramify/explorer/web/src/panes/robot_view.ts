/** A robot in three dimensions, with a strip that shows the contacts of its feet. */

import type { Message } from "../data/messages";
import { motionStart } from "../motion/stream";
import { Trajectory } from "../motion/trajectory";
import type { RobotRenderer } from "../scene/renderer";
import { RobotScene } from "../scene/robot_scene";
import { ContactStrip } from "./contact_strip";
import type { SolutionView } from "./solution_view";

export class RobotView implements SolutionView {
  robot: RobotScene | null = null; // null until the first frames arrive
  seconds = 0;
  private trajectory: Trajectory | null = null;
  private strip: ContactStrip | null = null;

  constructor(
    private readonly renderer: RobotRenderer,
    private readonly element: HTMLElement,
    private readonly seek: (seconds: number) => void,
  ) {}

  get duration(): number {
    return this.trajectory?.duration ?? 0;
  }

  get step(): number {
    return this.trajectory?.dt ?? 0;
  }

  receive(message: Message): void {
    const start = motionStart(message);
    const { assets } = this.renderer;
    const { feet } = assets.scene;
    if (start) this.trajectory = new Trajectory(start, feet.length);
    const { trajectory } = this;
    if (!trajectory) return;
    trajectory.append(message);
    if (!trajectory.frames) return;
    if (this.robot) this.robot.update();
    else {
      this.robot = new RobotScene(assets, trajectory);
      const colors = feet.map(({ measure }) => assets.colors[measure]);
      this.strip = new ContactStrip(trajectory, colors, this.seek);
      this.element.append(this.strip.element);
    }
    this.strip?.draw();
  }

  draw(seconds: number): void {
    this.seconds = seconds;
    this.strip?.showTime(seconds);
  }

  dispose(): void {
    this.robot?.dispose();
    this.strip?.dispose();
  }
}
