import { invalid } from '../../lib/refusal.ts';

export type User = { id: string; name: string; email: string };
export type Profile = { name: string; email: string };

export function parseProfile(body: Record<string, unknown>): Profile {
  const { name } = body;
  if (typeof name !== 'string' || name.trim() === '') throw invalid('name must be a text');
  if (name.length > 80) throw invalid('name may have 80 characters');
  return { name: name.trim(), email: parseEmail(body) };
}

export function parseEmail({ email }: Record<string, unknown>): string {
  if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalid('email must be an address');
  return email.toLowerCase();
}
