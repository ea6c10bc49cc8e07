import { bytesOf, bytesOfText, type Bytes } from '../base/bytes.ts';
import type { PartitionMetadata } from '../cluster/metadata.ts';
import type { Message } from './message.ts';
import { murmur2 } from './murmur2.ts';

export interface PartitionerArgs {
  topic: string;
  partitionMetadata: PartitionMetadata[];
  message: Message;
}
export type Partitioner = (args: PartitionerArgs) => number;
export type ICustomPartitioner = () => Partitioner;

export function toPositive(hash: number): number {
  return hash & 0x7fffffff;
}

function keyBytes(key: unknown): Bytes {
  return key instanceof Uint8Array ? bytesOf(key) : bytesOfText(String(key));
}

/**
 * A partition the message names, else one by its key's hash, else the next one in turn.
 * kafkajs begins its turns at a random partition; here `firstTurn` draws it from the run's own chance.
 */
export function createDefaultPartitioner(firstTurn: () => number): ICustomPartitioner {
  return () => {
    const turns = new Map<string, number>();
    return ({ topic, partitionMetadata, message }) => {
      if (message.partition !== null && message.partition !== undefined) return message.partition;
      if (message.key !== null && message.key !== undefined)
        return toPositive(murmur2(keyBytes(message.key))) % partitionMetadata.length;
      const turn = toPositive((turns.get(topic) ?? firstTurn()) + 1);
      turns.set(topic, turn);
      const available = partitionMetadata.filter((partition) => partition.leader >= 0);
      return available.length > 0 ? available[turn % available.length]!.partitionId : turn % partitionMetadata.length;
    };
  };
}
