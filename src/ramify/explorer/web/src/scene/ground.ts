/** A dark checkered floor, and the lights. */

import {
  CanvasTexture,
  DirectionalLight,
  Group,
  HemisphereLight,
  Mesh,
  MeshStandardMaterial,
  PlaneGeometry,
  RepeatWrapping,
  SRGBColorSpace,
  type Vector3,
} from "three";

const SIDE = 120; // m
const TILE = 1; // m

/** @param sharp whether the texture stays sharp where it is seen at a flat angle. */
function checkeredMaterial(sharp: boolean): MeshStandardMaterial {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 256;
  const context = canvas.getContext("2d");
  if (context) {
    context.fillStyle = "#2b3345";
    context.fillRect(0, 0, 256, 256);
    context.fillStyle = "#232a3a";
    context.fillRect(0, 0, 128, 128);
    context.fillRect(128, 128, 128, 128);
    context.strokeStyle = "#3a4560";
    context.lineWidth = 2;
    context.strokeRect(0, 0, 128, 128);
    context.strokeRect(128, 128, 128, 128);
  }
  const texture = new CanvasTexture(canvas);
  texture.wrapS = texture.wrapT = RepeatWrapping;
  texture.repeat.set(SIDE / (2 * TILE), SIDE / (2 * TILE));
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = sharp ? 4 : 1;
  return new MeshStandardMaterial({ map: texture, roughness: 0.95 });
}

/** The floor and the lights. All robots share them: each has them in its scene while it is drawn. */
export class Ground {
  readonly group = new Group();
  private readonly sun = new DirectionalLight("#fff4e0", 2.6);
  private readonly floor: Mesh;

  /** @param sharp whether to draw shadows and floor finely, as a graphics card can. */
  constructor(sharp: boolean) {
    const { sun } = this;
    sun.castShadow = true;
    sun.shadow.mapSize.setScalar(sharp ? 1024 : 512);
    Object.assign(sun.shadow.camera, { near: 0.5, far: 14 });
    sun.shadow.bias = -0.0004;
    sun.shadow.normalBias = 0.02;
    sun.shadow.radius = 4;
    this.floor = new Mesh(new PlaneGeometry(SIDE, SIDE), checkeredMaterial(sharp));
    this.floor.receiveShadow = true;
    this.group.add(new HemisphereLight("#dbe7ff", "#39415a", 1.5), sun, sun.target, this.floor);
  }

  /**
   * Moves light and floor to a robot.
   *
   * @param reach meters around the robot within which shadows are drawn.
   */
  follow({ x, y }: Vector3, reach: number): void {
    const { camera } = this.sun.shadow;
    Object.assign(camera, { left: -reach, right: reach, top: reach, bottom: -reach });
    camera.updateProjectionMatrix();
    this.sun.position.set(x + 2, y - 2.5, 5.5);
    this.sun.target.position.set(x, y, 0);
    // The floor moves by whole pairs of tiles, so that the pattern seems to stand still.
    this.floor.position.set(
      2 * TILE * Math.round(x / (2 * TILE)),
      2 * TILE * Math.round(y / (2 * TILE)),
      0,
    );
  }
}
