/** A scene of three.js with one robot, posed as in a frame of its motion. */

import {
  BufferAttribute,
  BufferGeometry,
  Color,
  Fog,
  Group,
  Line,
  LineBasicMaterial,
  Mesh,
  MeshStandardMaterial,
  PerspectiveCamera,
  Quaternion,
  Scene,
  Vector3,
} from "three";
import type { SceneDescription } from "../data/api";
import type { Trajectory } from "../motion/trajectory";
import { Footprints } from "./footprints";
import type { Ground } from "./ground";

const NIGHT = "#12161f";
const BODY = "#d9dde8";
const VIEW_ANGLE = 38; // degrees
const CALM = 0.5; // s, before and after a frame over which the camera's target is averaged
const PATH_HEIGHT = 0.012; // m, of the line on the floor

/** Where every pane's camera is, relative to its robot. */
export interface Orbit {
  azimuth: number; // rad
  elevation: number; // rad
  distance: number; // in sizes of the robot
}

/** What the scenes of all robots share. */
export interface SharedAssets {
  scene: SceneDescription;
  colors: string[]; // of the measures
  geometries: BufferGeometry[];
  ground: Ground;
}

export class RobotScene {
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(VIEW_ANGLE, 1, 0.05, 80);
  private readonly bodies: Group[];
  private readonly materials: MeshStandardMaterial[]; // of each geom
  private readonly prints: Footprints;
  private readonly path = new Line(
    new BufferGeometry(),
    new LineBasicMaterial({ transparent: true, opacity: 0.35 }),
  );
  private readonly target = new Vector3();
  private readonly radius: number; // m, of the robot around its root body
  private pathFrames = 0;

  constructor(
    private readonly assets: SharedAssets,
    private readonly trajectory: Trajectory,
  ) {
    const { scene } = this;
    const { geoms, bodies } = assets.scene;
    scene.background = new Color(NIGHT);
    this.camera.up.set(0, 0, 1);
    this.bodies = Array.from({ length: bodies }, () => new Group());
    this.materials = geoms.map(({ body, color, measure }) =>
      material(color ?? (measure >= 0 ? assets.colors[measure] : BODY), body),
    );
    geoms.forEach(({ body, pos, quat, hidden }, i) => {
      const mesh = new Mesh(assets.geometries[i], this.materials[i]);
      mesh.position.fromArray(pos);
      mesh.quaternion.set(quat[1], quat[2], quat[3], quat[0]);
      mesh.castShadow = mesh.receiveShadow = true;
      mesh.visible = !hidden;
      this.bodies[body].add(mesh);
    });
    this.setPose(0);
    this.radius = this.measureRadius();
    scene.fog = new Fog(NIGHT, 4 * this.radius, 16 * this.radius);
    this.prints = new Footprints(assets.scene, assets.colors, this.radius);
    this.path.frustumCulled = false;
    scene.add(...this.bodies, this.prints.mesh, this.path);
    this.update();
  }

  /** Adds path and footprints of the frames that have arrived since the last call. */
  update(): void {
    const { frames } = this.trajectory;
    this.prints.update(this.trajectory);
    if (frames === this.pathFrames) return;
    const points = new Float32Array(3 * frames);
    const [position, turn] = [new Vector3(), new Quaternion()];
    for (let frame = 0; frame < frames; frame++) {
      this.trajectory.poseAt(frame, this.assets.scene.root, position, turn);
      points.set([position.x, position.y, PATH_HEIGHT], 3 * frame);
    }
    this.path.geometry.dispose();
    this.path.geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(points, 3));
    this.pathFrames = frames;
  }

  /** Poses robot, camera and floor for a time. */
  show(seconds: number, aspect: number, orbit: Orbit): void {
    const frame = this.trajectory.frameAt(seconds);
    this.setPose(frame);
    this.prints.show(frame);
    this.path.geometry.setDrawRange(0, Math.floor(frame) + 1);
    this.trajectory.averagePosition(frame, this.assets.scene.root, CALM, this.target);
    this.scene.add(this.assets.ground.group);
    this.assets.ground.follow(this.target, 1.6 * this.radius);
    this.aimCamera(aspect, orbit);
  }

  dispose(): void {
    this.materials.forEach((material) => material.dispose());
    this.prints.dispose();
    this.path.geometry.dispose();
    this.path.material.dispose();
  }

  private aimCamera(aspect: number, { azimuth, elevation, distance }: Orbit): void {
    const { camera, target } = this;
    // Far enough away that the whole robot fits into the shorter side of the pane.
    const far = (distance * this.radius) / Math.tan((VIEW_ANGLE * Math.PI) / 360) / Math.min(1, aspect);
    const flat = far * Math.cos(elevation);
    camera.position.set(
      target.x + flat * Math.cos(azimuth),
      target.y + flat * Math.sin(azimuth),
      Math.max(0.05, 0.8 * target.z + far * Math.sin(elevation)),
    );
    camera.lookAt(target.x, target.y, 0.8 * target.z);
    camera.aspect = aspect;
    camera.updateProjectionMatrix();
  }

  private setPose(frame: number): void {
    this.bodies.forEach((body, i) => this.trajectory.poseAt(frame, i, body.position, body.quaternion));
    this.assets.scene.feet.forEach(({ geom }, foot) => {
      const touches = this.trajectory.inContact(Math.floor(frame), foot);
      this.materials[geom].emissiveIntensity = touches ? 0.55 : 0; // a foot on the floor glows
    });
  }

  private measureRadius(): number {
    const { geoms, root } = this.assets.scene;
    const center = this.bodies[root].position;
    const at = new Vector3();
    return geoms.reduce((largest, { body, pos, size }) => {
      at.fromArray(pos).applyQuaternion(this.bodies[body].quaternion).add(this.bodies[body].position);
      return body ? Math.max(largest, at.distanceTo(center) + Math.max(...size)) : largest;
    }, 0.3);
  }
}

function material(color: string, body: number): MeshStandardMaterial {
  return new MeshStandardMaterial({
    color,
    emissive: color,
    emissiveIntensity: 0,
    roughness: 0.45,
    metalness: 0.05,
    // Limbs of equal width share a surface where they meet. It would flicker without an offset.
    polygonOffset: true,
    polygonOffsetFactor: body % 4,
    polygonOffsetUnits: 200 * (body % 4),
  });
}
