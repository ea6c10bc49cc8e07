import { type Blob, isBlob } from './blob.ts';

export type FormValue = string | Blob;

export class FormData {
  #entries: [name: string, value: FormValue][] = [];
  append(name: string, value: unknown, fileName?: string): void {
    this.#entries.push([String(name), formValue(value, fileName)]);
  }
  set(name: string, value: unknown, fileName?: string): void {
    const at = this.#entries.findIndex(([known]) => known === String(name));
    if (at < 0) {
      this.append(name, value, fileName);
      return;
    }
    this.#entries = this.#entries.filter(([known], index) => index <= at || known !== String(name));
    this.#entries[at] = [String(name), formValue(value, fileName)];
  }
  get(name: string): FormValue | null {
    return this.#entries.find(([known]) => known === name)?.[1] ?? null;
  }
  getAll(name: string): FormValue[] {
    return this.#entries.filter(([known]) => known === name).map(([, value]) => value);
  }
  has(name: string): boolean {
    return this.#entries.some(([known]) => known === name);
  }
  delete(name: string): void {
    this.#entries = this.#entries.filter(([known]) => known !== name);
  }
  forEach(run: (value: FormValue, name: string, form: FormData) => void, self?: unknown): void {
    for (const [name, value] of this.#entries) Reflect.apply(run, self, [value, name, this]);
  }
  entries(): IterableIterator<[string, FormValue]> {
    return this.#entries.map(([name, value]): [string, FormValue] => [name, value]).values();
  }
  keys(): IterableIterator<string> {
    return this.#entries.map(([name]) => name).values();
  }
  values(): IterableIterator<FormValue> {
    return this.#entries.map(([, value]) => value).values();
  }
  [Symbol.iterator](): IterableIterator<[string, FormValue]> {
    return this.entries();
  }
  get [Symbol.toStringTag](): string {
    return 'FormData';
  }
}

function formValue(value: unknown, fileName: string | undefined): FormValue {
  if (!isBlob(value)) return String(value);
  return fileName === undefined ? value : value.named(fileName);
}
