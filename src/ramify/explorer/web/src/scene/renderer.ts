/** One WebGL context for all panes: each pane is drawn in its own rectangle of one canvas. */

import { ACESFilmicToneMapping, PCFShadowMap, WebGLRenderer } from "three";
import type { SceneDescription } from "../data/api";
import { Trajectory } from "../motion/trajectory";
import { Ground } from "./ground";
import { Quality } from "./quality";
import { RobotScene, type Orbit, type SharedAssets } from "./robot_scene";
import { geometryOf } from "./shapes";

/** A robot to be drawn, the element whose rectangle it fills, and the time to show. */
export interface Drawing {
  robot: RobotScene;
  element: HTMLElement;
  seconds: number;
}

export class RobotRenderer {
  assets: SharedAssets;
  readonly quality = new Quality();
  /** At first no leg of an Ant hides behind the torso or behind another leg. */
  private readonly orbit: Orbit = { azimuth: -1.19, elevation: 0.62, distance: 1.15 };
  private readonly renderer: WebGLRenderer;
  /** A robot that is never shown. three.js drops shaders that no robot uses; this one keeps them. */
  private readonly idleRobot: RobotScene;

  /** Throws an error if the browser has no WebGL. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    scene: SceneDescription,
    colors: string[],
  ) {
    const { software } = this.quality;
    const renderer = new WebGLRenderer({ canvas, antialias: !software });
    renderer.setScissorTest(true);
    renderer.shadowMap.enabled = true;
    renderer.shadowMap.type = PCFShadowMap;
    renderer.toneMapping = ACESFilmicToneMapping;
    renderer.toneMappingExposure = 1.15;
    this.renderer = renderer;
    this.assets = {
      scene,
      colors,
      geometries: scene.geoms.map(geometryOf),
      ground: new Ground(!software),
    };
    this.idleRobot = new RobotScene(this.assets, Trajectory.idle(scene));
  }

  /** Draws robots of another description from now on; those that exist stay as they are. */
  setScene(scene: SceneDescription): void {
    this.assets = { ...this.assets, scene, geometries: scene.geoms.map(geometryOf) };
  }

  /** @param scale pixels per CSS pixel. */
  draw(drawings: Drawing[], scale: number): void {
    const { renderer } = this;
    const whole = this.canvas.getBoundingClientRect();
    this.resize(whole, scale);
    for (const { robot, element, seconds } of drawings) {
      const { left, bottom, width, height } = element.getBoundingClientRect();
      if (!width || !height) continue;
      const rectangle = [left - whole.left, whole.bottom - bottom, width, height] as const;
      renderer.setViewport(...rectangle);
      renderer.setScissor(...rectangle);
      robot.show(seconds, width / height, this.orbit);
      renderer.render(robot.scene, robot.camera);
    }
  }

  /** Has the browser compile the shaders in the background. */
  compileShaders(): void {
    const { renderer, idleRobot } = this;
    idleRobot.show(0, 1, this.orbit);
    renderer.compile(idleRobot.scene, idleRobot.camera);
  }

  /** Draws a robot one pixel large, so that nothing has to be prepared when the first motion arrives. */
  warmUp(): void {
    const { renderer, idleRobot } = this;
    renderer.setViewport(0, 0, 1, 1);
    renderer.setScissor(0, 0, 1, 1);
    idleRobot.show(0, 1, this.orbit);
    renderer.render(idleRobot.scene, idleRobot.camera);
  }

  /** Turns every camera around its robot, by the pixels that the pointer moved. */
  rotateCamera(dx: number, dy: number): void {
    this.orbit.azimuth -= dx * 0.008;
    this.orbit.elevation = Math.max(0.03, Math.min(1.5, this.orbit.elevation + dy * 0.006));
  }

  /** Multiplies the distance of every camera. */
  scaleDistance(factor: number): void {
    this.orbit.distance = Math.max(0.4, Math.min(5, this.orbit.distance * factor));
  }

  private resize({ width, height }: DOMRect, scale: number): void {
    const { renderer, canvas } = this;
    if (scale !== renderer.getPixelRatio()) renderer.setPixelRatio(scale);
    if (canvas.width !== Math.floor(width * scale) || canvas.height !== Math.floor(height * scale)) {
      renderer.setSize(width, height, false);
    }
  }
}
