export interface GivenFile {
  /** With the folders above it, as far as they were given too. */
  readonly path: string;
  readonly text: string;
}

const bytesMax = 1_000_000;
const filesMax = 500;

/** Chosen in a file dialog; of a whole folder each file knows its path in it. */
export function textsOf(files: Iterable<File>): Promise<GivenFile[]> {
  const given = [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return read(given);
}

/** Dropped on the page, folders with all that is in them. */
export async function textsDropped(items: DataTransferItemList): Promise<GivenFile[]> {
  // All entries at once: once this turn is over, the browser forgets what was dropped.
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const found: { path: string; file: File }[] = [];
  for (const entry of entries) await collect(entry, found);
  return read(found);
}

async function collect(entry: FileSystemEntry, into: { path: string; file: File }[]): Promise<void> {
  if (into.length >= filesMax || /^(?:\.|node_modules$)/.test(entry.name)) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    into.push({ path: entry.fullPath.replace(/^\//, ''), file });
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    for (;;) {
      // A reader tells a part of a folder at a time.
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (part.length === 0) return;
      for (const child of part) await collect(child, into);
    }
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

function read(given: readonly { readonly path: string; readonly file: File }[]): Promise<GivenFile[]> {
  const readable = given.filter(({ file }) => file.size <= bytesMax).slice(0, filesMax);
  return Promise.all(readable.map(async ({ path, file }) => ({ path, text: await file.text() })));
}
