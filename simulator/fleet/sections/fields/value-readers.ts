import { written } from '../../document/readers.ts';
import { arrivalsExpected, parseArrivals } from '../../grammar/arrivals.ts';
import { distributionExpected, parseDistribution } from '../../grammar/distribution.ts';
import { durationExpected, parseDuration, parsePositiveDuration, parseSignedDuration } from '../../grammar/duration.ts';
import { parsePositiveShare, parseShare, shareExpected } from '../../grammar/share.ts';
import { bandwidthExpected, parseBandwidth, parsePositiveSize, sizeExpected } from '../../grammar/size.ts';
import { parseRate, rateExpected } from '../../grammar/rate.ts';

export const duration = written(parseDuration, durationExpected);
export const positiveDuration = written(parsePositiveDuration, durationExpected);
export const signedDuration = written(parseSignedDuration, durationExpected);
export const distribution = written(parseDistribution, distributionExpected);
export const share = written(parseShare, shareExpected);
export const positiveShare = written(parsePositiveShare, shareExpected);
export const positiveSize = written(parsePositiveSize, sizeExpected);
export const bandwidth = written(parseBandwidth, bandwidthExpected);
export const rate = written(parseRate, rateExpected);
export const openArrivals = written(parseArrivals, arrivalsExpected);
