/** The cameras of all panes: dragging turns them, the wheel or two fingers move them closer or away. */

import { byId, pageScrolls } from "../dom";
import { Pinch } from "../pinch";
import type { RobotRenderer } from "../scene/renderer";

export function controlCamera(renderer: RobotRenderer, moved: () => void): void {
  const panes = byId("panes");
  const pinch = new Pinch(panes, (factor) => {
    renderer.scaleDistance(1 / factor);
    moved();
  });
  let last: { x: number; y: number } | null = null; // of a drag
  panes.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Element && event.target.closest("header, .strip")) return;
    last = { x: event.clientX, y: event.clientY };
    panes.setPointerCapture(event.pointerId);
  });
  panes.addEventListener("pointermove", ({ clientX: x, clientY: y }) => {
    if (pinch.active) last = null;
    if (!last) return;
    renderer.rotateCamera(x - last.x, y - last.y);
    last = { x, y };
    moved();
  });
  for (const end of ["pointerup", "pointercancel"]) panes.addEventListener(end, () => (last = null));
  const zoom = (event: WheelEvent): void => {
    if (pageScrolls() && !event.ctrlKey) return;
    event.preventDefault();
    renderer.scaleDistance(Math.exp(event.deltaY * 0.001));
    moved();
  };
  panes.addEventListener("wheel", zoom, { passive: false });
}
