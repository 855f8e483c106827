/** Footprints: where each foot touched down until the time shown, in the color of its measure. */

import {
  CircleGeometry,
  Color,
  InstancedMesh,
  Matrix4,
  MeshBasicMaterial,
  Quaternion,
  Vector3,
} from "three";
import type { SceneDescription } from "../data/api";
import type { Trajectory } from "../motion/trajectory";
import { tips } from "./shapes";

const MOST = 4096; // prints
const disc = new CircleGeometry(1, 20);
const SIZE = 0.045; // radius of a print, in sizes of the robot

export class Footprints {
  readonly mesh = new InstancedMesh(
    disc,
    new MeshBasicMaterial({ transparent: true, opacity: 0.6, depthWrite: false }),
    MOST,
  );
  private readonly frames: number[] = []; // in which each print was made, in order
  private examined = 0; // frames

  constructor(
    private readonly scene: SceneDescription,
    private readonly colors: string[],
    private readonly radius: number, // m, of the robot
  ) {
    this.mesh.frustumCulled = false;
    this.mesh.setColorAt(0, new Color()); // already now, because a mesh with colors uses another shader
    this.mesh.count = 0;
  }

  /** Adds the prints of the frames that have arrived since the last call. */
  update(trajectory: Trajectory): void {
    // Fewer frames than before: the motion has started again.
    if (trajectory.frames < this.examined) this.examined = this.frames.length = 0;
    for (let frame = Math.max(1, this.examined); frame < trajectory.frames; frame++) {
      this.scene.feet.forEach((_, foot) => {
        const touchesDown = trajectory.inContact(frame, foot) && !trajectory.inContact(frame - 1, foot);
        if (touchesDown && this.frames.length < MOST) this.add(trajectory, frame, foot);
      });
    }
    this.examined = trajectory.frames;
    this.mesh.instanceMatrix.needsUpdate = true;
    if (this.mesh.instanceColor) this.mesh.instanceColor.needsUpdate = true;
  }

  /** Shows the prints made until a frame. */
  show(frame: number): void {
    let count = 0;
    while (count < this.frames.length && this.frames[count] <= frame) count++;
    this.mesh.count = count;
  }

  /** Adds a print below the lowest end of a foot. */
  private add(trajectory: Trajectory, frame: number, foot: number): void {
    const { body, geom, measure } = this.scene.feet[foot];
    const { pos, quat } = this.scene.geoms[geom];
    const [position, turn] = [new Vector3(), new Quaternion()];
    trajectory.poseAt(frame, body, position, turn);
    const own = new Quaternion(quat[1], quat[2], quat[3], quat[0]);
    const ends = tips(this.scene.geoms[geom]).map((tip) =>
      tip.applyQuaternion(own).add(new Vector3().fromArray(pos)).applyQuaternion(turn).add(position),
    );
    const { x, y } = ends.reduce((low, end) => (end.z < low.z ? end : low));
    const print = this.frames.push(frame) - 1;
    // Each print lies slightly above the one before, so that overlapping prints do not flicker.
    const [size, z] = [SIZE * this.radius, 0.006 + print * 1e-6];
    this.mesh.setMatrixAt(print, new Matrix4().makeScale(size, size, 1).setPosition(x, y, z));
    this.mesh.setColorAt(print, new Color(this.colors[measure]));
  }

  dispose(): void {
    this.mesh.material.dispose();
    this.mesh.dispose();
  }
}
