import type { Parser } from 'acorn';

type ModifierParser = (node: unknown) => void;

/** What the TypeScript plugin adds to the parser, as far as it is repaired here. */
interface PluginParser {
  yieldPos: number;
  awaitPos: number;
  tsParseConstModifier: ModifierParser;
  tsTryParseTypeParameters(modifiers?: ModifierParser): unknown;
  tsTryParseGenericAsyncArrowFunction(...where: unknown[]): unknown;
}

/** Works around faults of @sveltejs/acorn-typescript 1.0.13; each has a test that fails without it. */
export function withRepairs(Base: typeof Parser): typeof Parser {
  class Repaired extends Base {}
  const { tsTryParseTypeParameters, tsTryParseGenericAsyncArrowFunction } = Base.prototype as unknown as PluginParser;
  Object.assign(Repaired.prototype, {
    /** `const` type parameters are forgotten in the signatures of interfaces. */
    tsTryParseTypeParameters(this: PluginParser, modifiers: ModifierParser = this.tsParseConstModifier): unknown {
      return tsTryParseTypeParameters.call(this, modifiers);
    },
    /** An `await` earlier in the function counts as one in the parameters of `async <T>(x: T) => x`. */
    tsTryParseGenericAsyncArrowFunction(this: PluginParser, ...where: unknown[]): unknown {
      const { yieldPos, awaitPos } = this;
      this.yieldPos = 0;
      this.awaitPos = 0;
      const arrow = tsTryParseGenericAsyncArrowFunction.apply(this, where);
      this.yieldPos = yieldPos;
      this.awaitPos = awaitPos;
      return arrow;
    },
  });
  return Repaired;
}
