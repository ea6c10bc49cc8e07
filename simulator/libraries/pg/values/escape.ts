export function escapeIdentifier(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

export function escapeLiteral(text: string): string {
  const escaped = text.replaceAll("'", "''").replaceAll('\\', '\\\\');
  return text.includes('\\') ? ` E'${escaped}'` : `'${escaped}'`;
}
