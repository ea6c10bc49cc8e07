// oxlint-disable-next-line unicorn/prefer-node-protocol -- the package of that name on the shelf, not Node's module
export { EventEmitter } from 'events';
