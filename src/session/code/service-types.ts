import address from 'virtual:editor-types';

export interface ServiceTypes {
  /** Declarations by path. */
  readonly files: Readonly<Record<string, string>>;
  /** As a tsconfig.json says it. */
  readonly compilerOptions: Readonly<Record<string, unknown>> & { readonly lib: readonly string[] };
}

/** What service code may name, for the editor's type checker. */
export async function fetchServiceTypes(): Promise<ServiceTypes> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`the types could not be loaded: the answer was ${response.status}`);
  const { 'tsconfig.json': config, ...files } = (await response.json()) as Record<string, string>;
  return { files, ...(JSON.parse(config!) as Pick<ServiceTypes, 'compilerOptions'>) };
}
