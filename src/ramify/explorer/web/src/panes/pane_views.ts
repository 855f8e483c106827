/** Makes the picture that suits the run: a robot, its film, an arm, or parameters. */

import { byId } from "../dom";
import type { Drawn } from "../scene/stage";
import { Stage } from "../scene/stage";
import type { Run, SceneDescription, Source } from "../source";
import { Arm } from "./arm";
import { Film } from "./film";
import type { Pane } from "./pane";
import { Parameters } from "./parameters";
import type { Picture } from "./picture";
import { Robot } from "./robot";

export class Pictures {
  /** Null where there is no robot, or no WebGL to draw it. */
  readonly stage: Stage | null;

  constructor(
    private readonly run: Run,
    private readonly source: Source,
    scene: SceneDescription | null,
    private readonly seek: (seconds: number) => void,
  ) {
    const canvas = byId<HTMLCanvasElement>("stage");
    this.stage = scene && staged(canvas, scene, run.colours);
    canvas.hidden = !this.stage;
    byId("time-controls").hidden = !this.stage;
  }

  picture(element: HTMLElement): Picture {
    const { run, stage } = this;
    if (run.kind === "arm") return new Arm(element, run.links ?? run.n);
    if (run.kind === "function") return new Parameters(element, run);
    if (stage) return new Robot(stage, element, this.seek);
    return new Film(element, (cell) => this.source.film(cell), run.film);
  }

  /** @param due whether something has changed since the last frame. */
  draw(panes: Pane[], due: boolean, moves: boolean, elapsed: number): void {
    const scale = this.stage?.quality.next(due, moves, 1000 * elapsed);
    if (!this.stage || !scale) return;
    const drawn = panes.flatMap(({ content, element }): Drawn[] =>
      content instanceof Robot && content.walker
        ? [{ walker: content.walker, element, seconds: content.seconds }]
        : [],
    );
    this.stage.draw(drawn, scale);
  }
}

function staged(canvas: HTMLCanvasElement, scene: SceneDescription, colours: string[]): Stage | null {
  try {
    return new Stage(canvas, scene, colours);
  } catch {
    return null; // no WebGL
  }
}
