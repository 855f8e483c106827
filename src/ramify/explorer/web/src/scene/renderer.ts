/** One WebGL context for all panes: each is drawn in its own rectangle of one canvas. */

import { ACESFilmicToneMapping, PCFShadowMap, WebGLRenderer } from "three";
import { Track } from "../motion/track";
import type { SceneDescription } from "../source";
import { Ground } from "./ground";
import { Quality } from "./quality";
import { shape } from "./shapes";
import { Walker, type Orbit, type Stock } from "./walker";

export interface Drawn {
  walker: Walker;
  element: HTMLElement;
  seconds: number;
}

export class Stage {
  readonly stock: Stock;
  readonly quality = new Quality();
  readonly orbit: Orbit = { azimuth: -0.9, elevation: 0.36, distance: 1.15 };
  private readonly renderer: WebGLRenderer;
  /** Never seen; shaders that no robot wears any more would be compiled anew for the next one. */
  private readonly resting: Walker;

  /** Throws where the browser has no WebGL. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    scene: SceneDescription,
    colours: string[],
  ) {
    const { software } = this.quality;
    this.renderer = new WebGLRenderer({ canvas, antialias: !software });
    const { renderer } = this;
    renderer.setScissorTest(true);
    renderer.shadowMap.enabled = true;
    renderer.shadowMap.type = PCFShadowMap;
    renderer.toneMapping = ACESFilmicToneMapping;
    renderer.toneMappingExposure = 1.15;
    this.stock = {
      scene,
      colours,
      shapes: scene.geoms.map(shape),
      ground: new Ground(!software),
    };
    this.resting = new Walker(this.stock, Track.resting(scene));
  }

  /** @param scale pixels to one of CSS. */
  draw(panes: Drawn[], scale: number): void {
    const { renderer, canvas } = this;
    const whole = canvas.getBoundingClientRect();
    const drawn = renderer.domElement;
    if (scale !== renderer.getPixelRatio()) renderer.setPixelRatio(scale);
    if (
      drawn.width !== Math.floor(whole.width * scale) ||
      drawn.height !== Math.floor(whole.height * scale)
    ) {
      renderer.setSize(whole.width, whole.height, false);
    }
    for (const { walker, element, seconds } of panes) {
      const { left, bottom, width, height } = element.getBoundingClientRect();
      if (!width || !height) continue;
      const place = [left - whole.left, whole.bottom - bottom, width, height] as const;
      renderer.setViewport(...place);
      renderer.setScissor(...place);
      walker.show(seconds, width / height, this.orbit);
      renderer.render(walker.scene, walker.camera);
    }
  }

  /** Has the browser compile the shaders, which it does while the page does something else. */
  prepare(): void {
    const { renderer, resting } = this;
    resting.show(0, 1, this.orbit);
    renderer.compile(resting.scene, resting.camera);
  }

  /** Draws all that there is once, a pixel large: nothing is to be prepared when the first walk comes. */
  warm(): void {
    const { renderer, resting } = this;
    renderer.setViewport(0, 0, 1, 1);
    renderer.setScissor(0, 0, 1, 1);
    resting.show(0, 1, this.orbit);
    renderer.render(resting.scene, resting.camera);
  }

  /** Waits until the last frame is really drawn. */
  finish(): void {
    const gl = this.renderer.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  turn(dx: number, dy: number): void {
    this.orbit.azimuth -= dx * 0.008;
    this.orbit.elevation = Math.max(0.03, Math.min(1.5, this.orbit.elevation + dy * 0.006));
  }

  approach(factor: number): void {
    this.orbit.distance = Math.max(0.4, Math.min(5, this.orbit.distance * factor));
  }
}
