/** MuJoCo's geoms as three.js geometry. */

import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  CapsuleGeometry,
  CylinderGeometry,
  SphereGeometry,
  Vector3,
} from "three";
import type { Geom } from "../source";

const ROUND = 48; // segments

export function shape({ type, size: [a, b, c], vertices, faces }: Geom): BufferGeometry {
  switch (type) {
    case "sphere":
      return new SphereGeometry(a, ROUND, ROUND);
    case "capsule":
      return new CapsuleGeometry(a, 2 * b, ROUND / 4, ROUND).rotateX(Math.PI / 2);
    case "cylinder":
      return new CylinderGeometry(a, a, 2 * b, ROUND).rotateX(Math.PI / 2);
    case "box":
      return new BoxGeometry(2 * a, 2 * b, 2 * c);
    case "ellipsoid":
      return new SphereGeometry(1, ROUND, ROUND).scale(a, b, c);
    case "mesh":
      return mesh(vertices ?? [], faces ?? []);
  }
}

function mesh(vertices: number[], faces: number[]): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(vertices.flat()), 3));
  geometry.setIndex(faces.flat());
  geometry.computeVertexNormals();
  return geometry;
}

/** The ends of a geom along its own axis, in its own frame: where a foot may touch the floor. */
export function tips({ type, size: [, b] }: Geom): Vector3[] {
  const half = type === "capsule" || type === "cylinder" ? b : 0;
  return half ? [new Vector3(0, 0, half), new Vector3(0, 0, -half)] : [new Vector3(0, 0, 0)];
}
