// @ts-check
/** @import { AnyModel } from "@anywidget/types" */

/**
 * Ask the host to keep what changed. Hosts differ: Jupyter syncs, our static
 * host hands it to a port, some MyST themes throw. The widget works in all.
 *
 * @param {AnyModel<any>} model
 */
export function save(model) {
  try {
    model.save_changes();
  } catch (error) {
    console.debug("[cat-course] this host does not save", error);
  }
}

/**
 * Run `update` when any of `names` changes. `update` takes nothing and reads
 * the model, because hosts disagree about what a change handler receives.
 *
 * @param {AnyModel<any>} model
 * @param {string[]} names
 * @param {() => void} update
 * @returns {() => void} undo
 */
export function listen(model, names, update) {
  let live = true;
  const handler = () => live && update();
  for (const name of names) model.on(`change:${name}`, handler);
  return () => {
    live = false;
    try {
      for (const name of names) model.off(`change:${name}`, handler);
    } catch (error) {
      console.debug("[cat-course] this host cannot unsubscribe", error);
    }
  };
}
