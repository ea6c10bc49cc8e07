/** What TypeScript says where it speaks of installing and configuring, which nobody can do here. */
const missingModule = [2307, 2591, 2580, 2792, 7016];
const missingName = [2304, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593];

const shelf = 'hono, express, opossum, xstate, zod, jose, pg, kafkajs and modules of Node such as node:crypto';

/** A complaint of TypeScript for somebody who writes a service. */
export function inWords(code: number, message: string): string {
  const name = /'([^']+)'/.exec(message)?.[1] ?? '';
  const isModule = /module|^Cannot find name '(?:node:|[^']*\/)/.test(message);
  if (missingModule.includes(code) && isModule) {
    return /^\.{1,2}\//.test(name)
      ? `There is no file ${name} beside this one.`
      : `${name} is not on the shelf. A service can import ${shelf}.`;
  }
  if (missingName.includes(code) && code !== 2552) {
    return `${name} does not exist in a service: no such name is declared, and it is no global of Node.`;
  }
  if (code === 1294) return `${message} The runtime only takes TypeScript whose types can be erased, as Node does.`;
  return message;
}
