/** Data that the page carries itself: a report that opens from disk. */

import { unpack, Unstream, type Message } from "./packed";
import type { Curves, Heard, Run, SceneDescription, Source } from "./source";

interface Carried {
  run: Run;
  curves: Curves;
  scene: SceneDescription | null;
  archive: string;
  motions: Record<string, string>;
}

async function inflated(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const unzipped = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unzipped).arrayBuffer());
}

export class Report implements Source {
  readonly steering = null;
  readonly recorded: ReadonlySet<number>;
  private readonly carried: Carried;

  constructor(text: string) {
    this.carried = JSON.parse(text) as Carried;
    this.recorded = new Set(Object.keys(this.carried.motions).map(Number));
  }

  async run(): Promise<Run> {
    return this.carried.run;
  }

  async curves(): Promise<Curves> {
    return this.carried.curves;
  }

  async scene(): Promise<SceneDescription> {
    if (!this.carried.scene) throw new Error("This report holds no robot.");
    return this.carried.scene;
  }

  async archive(): Promise<Message> {
    return unpack(await inflated(this.carried.archive));
  }

  async motion(cell: number, heard: Heard, signal: AbortSignal): Promise<void> {
    const motion = this.carried.motions[cell];
    if (!motion) throw new Error(`This report holds no motion of cell ${cell}.`);
    const bytes = await inflated(motion);
    if (!signal.aborted) new Unstream().push(bytes).forEach(heard);
  }

  film(): null {
    return null;
  }

  follow(): void {} // nothing ever changes
}
