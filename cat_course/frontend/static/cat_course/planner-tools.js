// @ts-check

import { drawEditor } from "./planner-edit.js";
import { planPaper } from "./planner-paper.js";
import { roomView } from "./planner-room.js";
import { shareBox } from "./planner-share.js";

/** What the planner needs once a plan is on the screen, and a page loads then: edit a step, share, print, lead the session. */
export const plannerTools = { drawEditor, planPaper, roomView, shareBox };
