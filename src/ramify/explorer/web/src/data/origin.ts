/** The run of this page. It is asked for while the rest of the script is still being read. */

import { Report } from "./report";
import { Server } from "./server";
import type { Source } from "./source";

const carried = document.getElementById("data");
export const source: Source = carried ? new Report(carried.textContent ?? "") : new Server();
export const asked = source.run();
