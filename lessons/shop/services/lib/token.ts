import { jwtVerify, SignJWT } from 'jose';
import { Refusal } from './refusal.ts';

/** Users signs, the front door verifies: both know the secret, so neither has to ask the other. */
const secret = new TextEncoder().encode(process.env.TOKEN_SECRET);

export function signToken(userId: string): Promise<string> {
  return new SignJWT().setProtectedHeader({ alg: 'HS256' }).setSubject(userId).setExpirationTime('1h').sign(secret);
}

/** The user named by an Authorization header. */
export async function verifyToken(authorization: string): Promise<string | undefined> {
  try {
    const { payload } = await jwtVerify(authorization.replace(/^Bearer /, ''), secret, { algorithms: ['HS256'] });
    return payload.sub;
  } catch (cause) {
    throw new Refusal(401, 'invalid_token', 'the token is not valid, or not any more', cause);
  }
}
