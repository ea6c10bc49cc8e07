import { utf8Decode, utf8Encode } from '../../natives.ts';
import { bytesOfBlob, type Blob, type BlobClasses } from './blob.ts';
import { FormData } from './form-data.ts';
import { latin1Of } from '../base64.ts';

function escaped(name: string): string {
  return name.replace(/\r?\n|\r/g, '%0D%0A').replaceAll('"', '%22');
}

/** multipart/form-data, as browsers and Node write it. */
export function encodeMultipart(form: FormData, boundary: string): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  for (const [name, value] of form) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"`;
    if (typeof value === 'string') {
      pieces.push(utf8Encode(`${head}\r\n\r\n${value.replace(/\r?\n|\r/g, '\r\n')}\r\n`));
      continue;
    }
    const { name: fileName = 'blob', type } = value as Blob & { name?: string };
    const mediaType = type === '' ? 'application/octet-stream' : type;
    pieces.push(utf8Encode(`${head}; filename="${escaped(fileName)}"\r\nContent-Type: ${mediaType}\r\n\r\n`));
    pieces.push(bytesOfBlob(value), utf8Encode('\r\n'));
  }
  pieces.push(utf8Encode(`--${boundary}--\r\n`));
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** null where the bytes are no such form. */
export function decodeMultipart(bytes: Uint8Array, boundary: string, blobs: BlobClasses): FormData | null {
  // One character a byte, so that positions in the text are positions in the bytes.
  const text = latin1Of(bytes);
  const form = new FormData();
  const mark = `--${boundary}`;
  let at = text.indexOf(mark);
  while (at >= 0) {
    const start = at + mark.length;
    if (text.startsWith('--', start)) return form;
    const headEnd = text.indexOf('\r\n\r\n', start);
    const next = text.indexOf(`\r\n${mark}`, headEnd);
    if (headEnd < 0 || next < 0) return null;
    const head = utf8Decode(bytes.subarray(start, headEnd));
    const name = /;\s*name="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined) return null;
    const part = bytes.slice(headEnd + 4, next);
    const fileName = /;\s*filename="([^"]*)"/i.exec(head)?.[1];
    const type = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? '';
    const plain = (escapedName: string): string => escapedName.replaceAll('%22', '"').replaceAll('%0D%0A', '\r\n');
    if (fileName === undefined) form.append(plain(name), utf8Decode(part));
    else form.append(plain(name), new blobs.File([part], plain(fileName), { type }));
    at = next + 2;
  }
  return null;
}
