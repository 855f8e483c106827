/** What the colors and marks of a map mean, in words. */

import type { Archive } from "../archive";
import type { ViewName } from "./view";

/** @param zoomed whether the map shows only the part where elites are. */
export function legend(archive: Archive, name: ViewName, enlarged: boolean, zoomed: boolean): string {
  const objective = archive.objectiveName;
  const sentences = [
    ...marks(archive, name),
    name === "grid" && archive.k < 2 ? "" : `Brighter: higher ${objective}.`,
    hasEmptyCells(archive, name) ? "Dark: no elite." : "",
    enlarged ? "Elites are enlarged." : "",
    zoomed ? "Zoomed to where elites are." : "",
  ];
  return sentences.filter(Boolean).join(" ");
}

function marks({ run, k }: Archive, name: ViewName): string[] {
  if (name === "parallel") return ["One line per elite."];
  if (name === "voronoi")
    return [run.cvt && k === 2 ? "One region per cell." : "Each elite has the region nearest to it."];
  if (name === "nested") return ["One square per cell."];
  if (k < 2) return [`The height and color of a bar are the ${run.objective} of its elite.`];
  if (run.cvt) return ["One point per elite."];
  return [k > 2 ? "Each square shows the best elite of all cells behind it." : "One square per cell."];
}

const hasEmptyCells = ({ run, k }: Archive, name: ViewName): boolean =>
  name === "nested" || (name === "grid" && !run.cvt) || (name === "voronoi" && run.cvt && k === 2);
