function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with npm test`);
  return value;
}

/** Where the built page is served, and which browser to look at it with. */
export const pageUrl = required('FLOTILLA_URL');
export const chromiumPath = required('CHROMIUM');
