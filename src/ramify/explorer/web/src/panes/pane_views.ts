/** Makes the view that fits the run (a robot, its film, an arm or parameters), and draws the robots. */

import type { DataSource, Run, SceneDescription } from "../data/api";
import { byId } from "../dom";
import { RobotRenderer, type Drawing } from "../scene/renderer";
import { ArmView } from "./arm_view";
import { FilmView } from "./film_view";
import type { Pane } from "./pane";
import { ParametersView } from "./parameters_view";
import { RobotView } from "./robot_view";
import type { SolutionView } from "./solution_view";

export class PaneViews {
  /** Null if the run has no robot, or the browser no WebGL. */
  readonly renderer: RobotRenderer | null;

  constructor(
    private readonly run: Run,
    private readonly dataSource: DataSource,
    scene: SceneDescription | null,
    private readonly seek: (seconds: number) => void,
  ) {
    const canvas = byId<HTMLCanvasElement>("stage");
    this.renderer = scene && makeRenderer(canvas, scene, run.colors);
    canvas.hidden = !this.renderer;
    byId("time-controls").hidden = !this.renderer;
  }

  make(element: HTMLElement): SolutionView {
    const { run, renderer } = this;
    if (run.kind === "arm") return new ArmView(element, run.links ?? run.n);
    if (run.kind === "function") return new ParametersView(element, run);
    if (renderer) return new RobotView(renderer, element, this.seek);
    return new FilmView(element, (cell) => this.dataSource.film(cell), run.film);
  }

  /**
   * Draws the robots, if a new frame is needed.
   *
   * @param changed whether something to be drawn has changed since the last frame.
   * @param elapsed seconds since the last frame.
   */
  draw(panes: Pane[], changed: boolean, playing: boolean, elapsed: number): void {
    const scale = this.renderer?.quality.next(changed, playing, 1000 * elapsed);
    if (!this.renderer || !scale) return;
    const drawings = panes.flatMap(({ view, element }): Drawing[] =>
      view instanceof RobotView && view.robot
        ? [{ robot: view.robot, element, seconds: view.seconds }]
        : [],
    );
    this.renderer.draw(drawings, scale);
  }

  /** Whether the robots are drawn as finely as they can be. */
  get settled(): boolean {
    return this.renderer?.quality.settled ?? true;
  }
}

function makeRenderer(
  canvas: HTMLCanvasElement,
  scene: SceneDescription,
  colors: string[],
): RobotRenderer | null {
  try {
    return new RobotRenderer(canvas, scene, colors);
  } catch {
    return null; // the browser has no WebGL
  }
}
