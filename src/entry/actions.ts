/** The action creators. */
export {
  assign,
  cancel,
  emit,
  enqueueActions,
  forwardTo,
  log,
  raise,
  sendParent,
  sendTo,
  spawnChild,
  stopChild,
  stopChild as stop,
} from '../authoring/face.ts';
