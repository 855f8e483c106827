/** Data from the server that sent the page. */

import type {
  ChangeHandlers,
  Curves,
  DataSource,
  OnMessage,
  Run,
  SceneDescription,
  SteeringApi,
} from "./api";
import { MessageReader, parseMessage, type Message } from "./messages";

/** Sends a request. A failure is thrown as an error that says what the server said. */
async function request(path: string, options: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Error("The server does not answer. Is `ramify view` still running?");
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => null);
  const error = body && typeof body === "object" && "error" in body ? String(body.error) : "";
  throw new Error(error || `The server answered ${path} with status ${response.status}.`);
}

const getJson = async <T>(path: string): Promise<T> => (await request(path)).json() as Promise<T>;

const readMessage = async (response: Promise<Response>): Promise<Message> =>
  parseMessage(new Uint8Array(await (await response).arrayBuffer()));

const post = (path: string, body: object, signal: AbortSignal | null = null): Promise<Response> =>
  request(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });

async function readMotion(response: Response, onMessage: OnMessage, signal: AbortSignal): Promise<void> {
  if (!response.body) throw new Error("The server sent an empty answer.");
  const chunks = response.body.getReader();
  const messages = new MessageReader();
  for (;;) {
    const { done, value } = await chunks.read();
    if (done || signal.aborted) return;
    for (const message of messages.push(value)) {
      const { error, replayed } = message.header;
      if (!error || replayed) onMessage(message); // a simulation that broke down is shown until then
      if (error) throw new Error(String(error));
    }
  }
}

export class Server implements DataSource {
  readonly recorded = null;
  damage = "";
  readonly steering: SteeringApi = {
    jacobian: (cell, source, signal) =>
      readMessage(post(this.damaged("/api/jacobian"), { cell, source }, signal)),
    steer: async (cell, source, coefficients, onMessage, signal) => {
      const response = await post(this.damaged("/api/steer"), { cell, source, coefficients }, signal);
      await readMotion(response, onMessage, signal);
    },
    keep: async (cell, source, coefficients) =>
      (await post(this.damaged("/api/keep"), { cell, source, coefficients })).json(),
    save: async () => (await post("/api/save", {})).json(),
  };

  async adapt(onMessage: OnMessage, signal: AbortSignal): Promise<void> {
    await readMotion(await post(this.damaged("/api/adapt"), {}, signal), onMessage, signal);
  }

  run(): Promise<Run> {
    return getJson("/api/run");
  }

  curves(): Promise<Curves> {
    return getJson("/api/curves");
  }

  scene(): Promise<SceneDescription> {
    return getJson(this.damaged("/api/scene"));
  }

  archive(): Promise<Message> {
    return readMessage(request("/api/archive"));
  }

  async motion(cell: number, onMessage: OnMessage, signal: AbortSignal): Promise<void> {
    await readMotion(await request(this.damaged(`/api/motion/${cell}`), { signal }), onMessage, signal);
  }

  film(cell: number): string {
    return this.damaged(`/api/film/${cell}.webp`);
  }

  follow(handlers: ChangeHandlers): void {
    const events = new EventSource("/api/events"); // reconnects when the server comes back
    events.addEventListener("archive", (event) =>
      handlers.archive((JSON.parse(event.data) as { version: number }).version),
    );
    events.addEventListener("live", (event) =>
      handlers.live((JSON.parse(event.data) as { live: boolean }).live),
    );
  }
  private damaged(path: string): string {
    return this.damage ? `${path}?damage=${encodeURIComponent(this.damage)}` : path;
  }
}
