/** One WebGL context for all panes: each is drawn in its own rectangle of one canvas. */

import { ACESFilmicToneMapping, PCFShadowMap, WebGLRenderer } from "three";
import { Track } from "../motion/track";
import type { SceneDescription } from "../source";
import { chequered } from "./ground";
import { shape } from "./shapes";
import { Walker, type Orbit, type Stock } from "./walker";

export interface Drawn {
  walker: Walker;
  element: HTMLElement;
  seconds: number;
}

export class Stage {
  readonly stock: Stock;
  readonly orbit: Orbit = { azimuth: -0.9, elevation: 0.36, distance: 1.15 };
  private readonly renderer: WebGLRenderer;

  /** Throws where the browser has no WebGL. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    scene: SceneDescription,
    colours: string[],
  ) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true });
    const { renderer } = this;
    renderer.setPixelRatio(Math.min(2, devicePixelRatio || 1));
    renderer.setScissorTest(true);
    renderer.shadowMap.enabled = true;
    renderer.shadowMap.type = PCFShadowMap;
    renderer.toneMapping = ACESFilmicToneMapping;
    renderer.toneMappingExposure = 1.15;
    this.stock = {
      scene,
      colours,
      shapes: scene.geoms.map(shape),
      floor: chequered(!inSoftware(renderer.getContext())),
    };
  }

  draw(panes: Drawn[]): void {
    const { renderer, canvas } = this;
    const whole = canvas.getBoundingClientRect();
    const drawn = renderer.domElement;
    const scale = renderer.getPixelRatio();
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

  /** Has the browser prepare what drawing needs, while the first motion is still on its way. */
  warm(): void {
    const { renderer, stock } = this;
    const walker = new Walker(stock, Track.resting(stock.scene));
    renderer.setViewport(0, 0, 1, 1);
    renderer.setScissor(0, 0, 1, 1);
    walker.show(0, 1, this.orbit);
    renderer.render(walker.scene, walker.camera);
    walker.dispose();
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

/** Whether the processor draws in place of a graphics card: a sharp floor would take it half of its time. */
function inSoftware(gl: WebGLRenderingContext | WebGL2RenderingContext): boolean {
  const named = gl.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return /llvmpipe|softpipe|swiftshader|software|basic render/i.test(renderer);
}
