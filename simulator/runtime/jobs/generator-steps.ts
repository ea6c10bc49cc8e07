export type LoweredBody = Generator<unknown, unknown, unknown>;
export type Step = IteratorResult<unknown, unknown>;

function* anyGenerator(): LoweredBody {
  yield undefined;
  return undefined;
}

/** %GeneratorFunction.prototype.prototype% */
export const generatorPrototype = Object.getPrototypeOf(anyGenerator.prototype) as object;

// Looked up once: each generator function makes objects of another shape, on which `body.next` is a slow search,
// and service code that changes the prototype must not change how async functions run.
const { next, throw: throwInto, return: returnFrom } = generatorPrototype as LoweredBody;

export const nextStep = (body: LoweredBody, value: unknown): Step => next.call(body, value);
export const throwStep = (body: LoweredBody, error: unknown): Step => throwInto.call(body, error);
export const returnStep = (body: LoweredBody, value: unknown): Step => returnFrom.call(body, value);
