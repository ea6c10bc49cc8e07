import { bridge } from 'flotilla:bridge';
import { createExpress } from './create-express.ts';

const express = createExpress(bridge);

export default express;
export const { Router, json, raw, text, urlencoded } = express;
const staticFiles = express.static;
export { staticFiles as static };
