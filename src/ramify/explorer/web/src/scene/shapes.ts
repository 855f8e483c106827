/** MuJoCo's geoms as geometries of three.js. */

import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  CapsuleGeometry,
  CylinderGeometry,
  SphereGeometry,
  Vector3,
} from "three";
import type { Geom } from "../data/api";

const SEGMENTS = 48; // of a circle

export function geometryOf({ type, size: [a, b, c], vertices, faces }: Geom): BufferGeometry {
  switch (type) {
    case "sphere":
      return new SphereGeometry(a, SEGMENTS, SEGMENTS);
    case "capsule":
      return new CapsuleGeometry(a, 2 * b, SEGMENTS / 4, SEGMENTS).rotateX(Math.PI / 2);
    case "cylinder":
      return new CylinderGeometry(a, a, 2 * b, SEGMENTS).rotateX(Math.PI / 2);
    case "box":
      return new BoxGeometry(2 * a, 2 * b, 2 * c);
    case "ellipsoid":
      return new SphereGeometry(1, SEGMENTS, SEGMENTS).scale(a, b, c);
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

/** Returns the ends of a geom's axis in the frame of the geom. There a foot may touch the floor. */
export function tips({ type, size: [, b] }: Geom): Vector3[] {
  const half = type === "capsule" || type === "cylinder" ? b : 0;
  return half ? [new Vector3(0, 0, half), new Vector3(0, 0, -half)] : [new Vector3(0, 0, 0)];
}
