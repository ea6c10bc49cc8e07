import { expect, test } from 'vitest';
import { type Path, PathPattern } from './path-pattern.ts';

const loose = { caseSensitive: false, strict: false, whole: true };
const match = (pattern: Path, path: string, options: object = {}): object | null => {
  const found = new PathPattern(pattern, { ...loose, ...options }).match(path);
  return found && { ...found.params };
};

test('plain paths match without regard to case and to a slash at the end', () => {
  expect(match('/orders', '/orders')).toEqual({});
  expect(match('/orders', '/ORDERS/')).toEqual({});
  expect(match('/orders', '/orders/1')).toBeNull();
  expect(match('/orders', '/ordersx')).toBeNull();
  expect(match('/Orders', '/orders', { caseSensitive: true })).toBeNull();
  expect(match('/orders', '/orders/', { strict: true })).toBeNull();
  expect(match('/a.b', '/axb')).toBeNull();
  expect(match('/', '/')).toEqual({});
});

test('parameters are decoded, and a value that cannot be is a bad request', () => {
  expect(match('/orders/:id', '/orders/a%20b')).toEqual({ id: 'a b' });
  expect(match('/:from-:to', '/ber-muc')).toEqual({ from: 'ber', to: 'muc' });
  expect(match('/files/:name.:extension', '/files/report.pdf')).toEqual({ name: 'report', extension: 'pdf' });
  expect(() => match('/:id', '/%zz')).toThrow(expect.objectContaining({ status: 400 }));
});

test('the forms of express 4', () => {
  expect(match('/users/:id?', '/users')).toEqual({});
  expect(match('/users/:id?', '/users/7')).toEqual({ id: '7' });
  expect(match('/users/:id(\\d+)', '/users/7')).toEqual({ id: '7' });
  expect(match('/users/:id(\\d+)', '/users/x')).toBeNull();
  expect(match('/files/*', '/files/a/b')).toEqual({ 0: 'a/b' });
  expect(match('*', '/anything')).toEqual({ 0: '/anything' });
  expect(match('/ab?cd', '/acd')).toEqual({});
  expect(match('/(a|b)', '/b')).toEqual({ 0: 'b' });
  expect(match('/:path+', '/a/b/c')).toEqual({ path: 'a/b/c' });
});

test('the forms of express 5', () => {
  expect(match('/files/*path', '/files/a/b%20c')).toEqual({ path: ['a', 'b c'] });
  expect(match('/files/*path', '/files/')).toBeNull();
  expect(match('/users{/:id}/edit', '/users/edit')).toEqual({});
  expect(match('/users{/:id}/edit', '/users/7/edit')).toEqual({ id: '7' });
  expect(match('/{*rest}', '/')).toEqual({});
  expect(match('/{*rest}', '/a/b')).toEqual({ rest: ['a', 'b'] });
});

test('regular expressions give their groups', () => {
  expect(match(/^\/orders\/(\d+)$/, '/orders/12')).toEqual({ 0: '12' });
  expect(match(/^\/(?<kind>\w+)$/, '/pizza')).toEqual({ 0: 'pizza', kind: 'pizza' });
  expect(match(/fly$/, '/butterfly')).toEqual({});
});

test('a mount point matches a beginning that ends at a slash', () => {
  const mount = new PathPattern('/api', { ...loose, whole: false });
  expect(mount.match('/api/orders')?.path).toBe('/api');
  expect(mount.match('/api')?.path).toBe('/api');
  expect(mount.match('/apis')).toBeNull();
  const root = new PathPattern('/', { ...loose, whole: false });
  expect(root.match('/anything')?.path).toBe('');
});

test('a broken pattern is refused where it is written', () => {
  for (const path of ['/:', '/a{b', '/(a']) expect(() => new PathPattern(path, loose)).toThrow(TypeError);
});
