/** The mouse, or a finger, on the map: told as hovers, drags, clicks and zooms. */

import { Pinch } from "../pinch";

const DRAGGED = 4; // px, from which a click is a drag

export type Point = readonly [x: number, y: number];

export interface Mouse {
  hovered: (at: Point, event: PointerEvent) => void;
  left: () => void;
  clicked: (at: Point, shift: boolean) => void;
  /** True if something was moved or drawn by it. */
  dragged: (from: Point, last: Point, to: Point) => boolean;
  /** True if there is something to zoom. */
  zoomed: (factor: number, at: Point) => boolean;
}

export function listen(canvas: HTMLElement, place: () => DOMRect, mouse: Mouse): void {
  let drag: { from: Point; last: Point; far: boolean } | null = null;
  const inside = (x: number, y: number): Point => [x - place().left, y - place().top];
  const at = (event: MouseEvent): Point => inside(event.clientX, event.clientY);
  const pinch = new Pinch(canvas, (factor, from, to) => {
    const [was, now] = [inside(...from), inside(...to)];
    if (mouse.zoomed(factor, now)) mouse.dragged(was, was, now);
  });
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pinch.active) {
      drag = null;
      return;
    }
    drag = { from: at(event), last: at(event), far: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (pinch.active) return;
    const to = at(event);
    if (drag) {
      drag.far ||= Math.hypot(to[0] - drag.from[0], to[1] - drag.from[1]) >= DRAGGED;
      if (drag.far && mouse.dragged(drag.from, drag.last, to)) {
        drag.last = to;
        return;
      }
    }
    mouse.hovered(to, event);
  });
  canvas.addEventListener("pointerup", (event) => {
    const clicked = drag && !drag.far;
    drag = null;
    if (clicked) mouse.clicked(at(event), event.shiftKey);
  });
  canvas.addEventListener("pointercancel", () => (drag = null));
  canvas.addEventListener("pointerleave", () => mouse.left());
  const wheel = (event: WheelEvent): void => {
    const pageScrolls = document.documentElement.scrollHeight > innerHeight + 1;
    if (pageScrolls && !event.ctrlKey) return;
    if (mouse.zoomed(Math.exp(-event.deltaY * 0.002), at(event))) event.preventDefault();
  };
  canvas.addEventListener("wheel", wheel, { passive: false });
}
