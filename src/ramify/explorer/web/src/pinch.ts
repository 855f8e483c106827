/** Two fingers on an element: how much farther apart they get, and how the middle between them moves. */

type Place = readonly [x: number, y: number]; // on the page

export class Pinch {
  private readonly fingers = new Map<number, Place>();

  constructor(
    element: HTMLElement,
    private readonly heard: (factor: number, from: Place, to: Place) => void,
  ) {
    element.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch") this.fingers.set(event.pointerId, [event.clientX, event.clientY]);
    });
    element.addEventListener("pointermove", (event) => this.moved(event));
    for (const end of ["pointerup", "pointercancel"] as const) {
      element.addEventListener(end, ({ pointerId }) => this.fingers.delete(pointerId));
    }
  }

  /** Whether there are two. */
  get active(): boolean {
    return this.fingers.size === 2;
  }

  private moved({ pointerId, clientX, clientY }: PointerEvent): void {
    if (!this.fingers.has(pointerId)) return;
    const before = this.measure();
    this.fingers.set(pointerId, [clientX, clientY]);
    const now = this.measure();
    if (before && now) this.heard(now.apart / before.apart, before.middle, now.middle);
  }

  private measure(): { apart: number; middle: Place } | null {
    const [a, b, more] = this.fingers.values();
    if (!a || !b || more) return null;
    return {
      apart: Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1])),
      middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2],
    };
  }
}
