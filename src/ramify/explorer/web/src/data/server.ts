/** Data from the server that sent the page. */

import { unpack, Unstream, type Message } from "./packed";
import type { Changes, Curves, Heard, Run, SceneDescription, Source, Steering } from "./source";

async function answer(path: string, options: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Error("The server does not answer: is `ramify view` still running?");
  }
  if (response.ok) return response;
  const told: unknown = await response.json().catch(() => null);
  const error = told && typeof told === "object" && "error" in told ? String(told.error) : "";
  throw new Error(error || `The server answered ${response.status} to ${path}.`);
}

const json = async <T>(path: string): Promise<T> => (await answer(path)).json() as Promise<T>;

const message = async (response: Promise<Response>): Promise<Message> =>
  unpack(new Uint8Array(await (await response).arrayBuffer()));

const post = (path: string, body: object, signal: AbortSignal | null = null): Promise<Response> =>
  answer(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });

async function stream(response: Response, heard: Heard, signal: AbortSignal): Promise<void> {
  if (!response.body) throw new Error("The server's answer is empty.");
  const reader = response.body.getReader();
  const unstream = new Unstream();
  for (;;) {
    const { done, value } = await reader.read();
    if (done || signal.aborted) return;
    for (const message of unstream.push(value)) {
      const { error, replayed } = message.header;
      if (!error || replayed) heard(message); // a walk that broke down is shown up to there
      if (error) throw new Error(String(error));
    }
  }
}

const steering: Steering = {
  jacobian: (cell, source, signal) => message(post("/api/jacobian", { cell, source }, signal)),
  async steer(cell, source, coefficients, heard, signal) {
    const response = await post("/api/steer", { cell, source, coefficients }, signal);
    await stream(response, heard, signal);
  },
  keep: async (cell, source, coefficients) =>
    (await post("/api/keep", { cell, source, coefficients })).json(),
  save: async () => (await post("/api/save", {})).json(),
};

export class Server implements Source {
  readonly recorded = null;
  readonly steering = steering;

  run(): Promise<Run> {
    return json("/api/run");
  }

  curves(): Promise<Curves> {
    return json("/api/curves");
  }

  scene(): Promise<SceneDescription> {
    return json("/api/scene");
  }

  archive(): Promise<Message> {
    return message(answer("/api/archive"));
  }

  async motion(cell: number, heard: Heard, signal: AbortSignal): Promise<void> {
    await stream(await answer(`/api/motion/${cell}?quantised=1`, { signal }), heard, signal);
  }

  film(cell: number): string {
    return `/api/film/${cell}.webp`;
  }

  follow(changes: Changes): void {
    const events = new EventSource("/api/events"); // comes back by itself when the server does
    events.addEventListener("archive", (event) =>
      changes.archive((JSON.parse(event.data) as { version: number }).version),
    );
    events.addEventListener("live", (event) =>
      changes.live((JSON.parse(event.data) as { live: boolean }).live),
    );
  }
}
