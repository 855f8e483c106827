/** One robot in its own three.js scene, posed as its motion says. */

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
import type { Track } from "../motion/track";
import type { SceneDescription } from "../source";
import { Footprints } from "./footprints";
import type { Ground } from "./ground";

const NIGHT = "#12161f";
const BODY = "#d9dde8";
const VIEW = 38; // degrees
const CALM = 0.5; // s, over which the camera's target is averaged

/** Where all panes' cameras are, seen from their robots. */
export interface Orbit {
  azimuth: number;
  elevation: number;
  /** In robots' sizes. */
  distance: number;
}

export interface Stock {
  scene: SceneDescription;
  colours: string[];
  shapes: BufferGeometry[];
  ground: Ground;
}

export class Walker {
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera(VIEW, 1, 0.05, 80);
  private readonly bodies: Group[];
  private readonly skins: MeshStandardMaterial[];
  private readonly prints: Footprints;
  private readonly path = new Line(
    new BufferGeometry(),
    new LineBasicMaterial({ transparent: true, opacity: 0.35 }),
  );
  private readonly target = new Vector3();
  private radius = 1; // m, of the robot round its torso
  private drawn = 0; // frames of the path

  constructor(
    private readonly stock: Stock,
    private readonly track: Track,
  ) {
    const { scene } = this;
    const { geoms, bodies } = stock.scene;
    scene.background = new Color(NIGHT);
    this.camera.up.set(0, 0, 1);
    this.bodies = Array.from({ length: bodies }, () => new Group());
    this.skins = geoms.map(({ body, colour, measure }) => {
      const worn = colour ?? (measure >= 0 ? stock.colours[measure] : BODY);
      return new MeshStandardMaterial({
        color: worn,
        emissive: worn,
        emissiveIntensity: 0,
        roughness: 0.45,
        metalness: 0.05,
        // Limbs of one width meet in one surface, which would flicker.
        polygonOffset: true,
        polygonOffsetFactor: body % 4,
        polygonOffsetUnits: 200 * (body % 4),
      });
    });
    geoms.forEach(({ body, pos, quat }, i) => {
      const mesh = new Mesh(stock.shapes[i], this.skins[i]);
      mesh.position.fromArray(pos);
      mesh.quaternion.set(quat[1], quat[2], quat[3], quat[0]);
      mesh.castShadow = mesh.receiveShadow = true;
      this.bodies[body].add(mesh);
    });
    this.pose(0);
    this.radius = this.reach();
    scene.fog = new Fog(NIGHT, 4 * this.radius, 16 * this.radius);
    this.prints = new Footprints(stock.scene, stock.colours);
    this.path.frustumCulled = false;
    scene.add(...this.bodies, this.prints.mesh, this.path);
    this.update();
  }

  /** Takes in the frames that have arrived. */
  update(): void {
    this.prints.update(this.track);
    if (this.track.frames === this.drawn) return;
    const points = new Float32Array(3 * this.track.frames);
    const [position, turn] = [new Vector3(), new Quaternion()];
    for (let frame = 0; frame < this.track.frames; frame++) {
      this.track.place(frame, this.stock.scene.root, position, turn);
      points.set([position.x, position.y, 0.012], 3 * frame);
    }
    this.path.geometry.dispose();
    this.path.geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(points, 3));
    this.drawn = this.track.frames;
  }

  show(seconds: number, aspect: number, { azimuth, elevation, distance }: Orbit): void {
    const frame = this.track.at(seconds);
    this.pose(frame);
    this.prints.show(frame);
    this.path.geometry.setDrawRange(0, Math.floor(frame) + 1);
    const target = this.track.smooth(frame, this.stock.scene.root, CALM, this.target);
    this.scene.add(this.stock.ground.group);
    this.stock.ground.follow(target, 1.6 * this.radius);
    const { camera } = this;
    // As far away as shows all of the robot in the pane's narrower direction.
    const away = (distance * this.radius) / Math.tan((VIEW * Math.PI) / 360) / Math.min(1, aspect);
    const flat = away * Math.cos(elevation);
    camera.position.set(
      target.x + flat * Math.cos(azimuth),
      target.y + flat * Math.sin(azimuth),
      Math.max(0.05, 0.8 * target.z + away * Math.sin(elevation)),
    );
    camera.lookAt(target.x, target.y, 0.8 * target.z);
    camera.aspect = aspect;
    camera.updateProjectionMatrix();
  }

  dispose(): void {
    this.skins.forEach((skin) => skin.dispose());
    this.prints.dispose();
    this.path.geometry.dispose();
    this.path.material.dispose();
  }

  private pose(frame: number): void {
    this.bodies.forEach((body, i) => this.track.place(frame, i, body.position, body.quaternion));
    this.stock.scene.feet.forEach(({ geom }, foot) => {
      this.skins[geom].emissiveIntensity = this.track.contact(Math.floor(frame), foot) ? 0.55 : 0;
    });
  }

  private reach(): number {
    const { geoms, root } = this.stock.scene;
    const middle = this.bodies[root].position;
    const at = new Vector3();
    return geoms.reduce((most, { body, pos, size }) => {
      at.fromArray(pos).applyQuaternion(this.bodies[body].quaternion).add(this.bodies[body].position);
      return body ? Math.max(most, at.distanceTo(middle) + Math.max(...size)) : most;
    }, 0.3);
  }
}
