/** Where each foot touched down, in its colour, up to the time shown. */

import {
  CircleGeometry,
  Color,
  InstancedMesh,
  Matrix4,
  MeshBasicMaterial,
  Quaternion,
  Vector3,
} from "three";
import type { Track } from "../motion/track";
import type { SceneDescription } from "../source";
import { tips } from "./shapes";

const MOST = 4096;
const disc = new CircleGeometry(0.055, 20);

export class Footprints {
  readonly mesh = new InstancedMesh(
    disc,
    new MeshBasicMaterial({ transparent: true, opacity: 0.6, depthWrite: false }),
    MOST,
  );
  private readonly frames: number[] = []; // of each print, in order
  private seen = 0; // frames looked at

  constructor(
    private readonly scene: SceneDescription,
    private readonly colours: string[],
  ) {
    this.mesh.frustumCulled = false;
    this.mesh.setColorAt(0, new Color()); // before the first print: colours are another shader
    this.mesh.count = 0;
  }

  /** Looks at the frames that have come since the last call. */
  update(track: Track): void {
    if (track.frames < this.seen) this.seen = this.frames.length = 0; // the motion began anew
    const [position, turn, colour, matrix] = [
      new Vector3(),
      new Quaternion(),
      new Color(),
      new Matrix4(),
    ];
    for (let frame = Math.max(1, this.seen); frame < track.frames; frame++) {
      this.scene.feet.forEach(({ body, geom, measure }, foot) => {
        if (!track.contact(frame, foot) || track.contact(frame - 1, foot) || this.frames.length >= MOST)
          return;
        track.place(frame, body, position, turn);
        const { pos, quat } = this.scene.geoms[geom];
        const own = new Quaternion(quat[1], quat[2], quat[3], quat[0]);
        const ends = tips(this.scene.geoms[geom]).map((tip) =>
          tip.applyQuaternion(own).add(new Vector3().fromArray(pos)).applyQuaternion(turn).add(position),
        );
        const { x, y } = ends.reduce((low, end) => (end.z < low.z ? end : low));
        const print = this.frames.push(frame) - 1;
        // A little above the one before, that they do not flicker where they overlap.
        this.mesh.setMatrixAt(print, matrix.makeTranslation(x, y, 0.006 + print * 1e-6));
        this.mesh.setColorAt(print, colour.set(this.colours[measure]));
      });
    }
    this.seen = track.frames;
    this.mesh.instanceMatrix.needsUpdate = true;
    if (this.mesh.instanceColor) this.mesh.instanceColor.needsUpdate = true;
  }

  show(frame: number): void {
    let count = 0;
    while (count < this.frames.length && this.frames[count] <= frame) count++;
    this.mesh.count = count;
  }

  dispose(): void {
    this.mesh.material.dispose();
    this.mesh.dispose();
  }
}
