/** Data that is embedded in the page itself: a report, which opens from disk. */

import type { Curves, DataSource, OnMessage, Run, SceneDescription } from "./api";
import { MessageReader, parseMessage, type Message } from "./messages";

interface Embedded {
  run: Run;
  curves: Curves;
  scene: SceneDescription | null;
  archive: string;
  motions: Record<string, string>;
}

async function decompress(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export class Report implements DataSource {
  readonly steering = null;
  readonly damage = ""; // a report cannot simulate
  readonly recorded: ReadonlySet<number>;
  private readonly embedded: Embedded;

  constructor(text: string) {
    this.embedded = JSON.parse(text) as Embedded;
    this.recorded = new Set(Object.keys(this.embedded.motions).map(Number));
  }

  async run(): Promise<Run> {
    return this.embedded.run;
  }

  async curves(): Promise<Curves> {
    return this.embedded.curves;
  }

  async scene(): Promise<SceneDescription> {
    if (!this.embedded.scene) throw new Error("This report contains no robot.");
    return this.embedded.scene;
  }

  async archive(): Promise<Message> {
    return parseMessage(await decompress(this.embedded.archive));
  }

  async motion(cell: number, onMessage: OnMessage, signal: AbortSignal): Promise<void> {
    const motion = this.embedded.motions[cell];
    if (!motion) throw new Error(`This report contains no motion of cell ${cell}.`);
    const bytes = await decompress(motion);
    if (!signal.aborted) new MessageReader().push(bytes).forEach(onMessage);
  }

  async adapt(): Promise<void> {
    throw new Error("A report cannot simulate a damaged robot: use `ramify view`.");
  }

  film(): null {
    return null;
  }

  follow(): void {} // a report never changes
}
