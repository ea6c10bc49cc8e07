import type { ModelService } from './model-service.ts';
import type { Sampler } from '../../kernel/distributions.ts';

/** From one caller to one service without code: how long its calls are on their way there, and the answers back. */
export class ModelRoute {
  readonly callee: ModelService;
  readonly there: Sampler;
  readonly back: Sampler;

  constructor(callee: ModelService, there: Sampler, back: Sampler) {
    this.callee = callee;
    this.there = there;
    this.back = back;
  }
}
