import type { WireAssignment } from '../../../wire/log-protocol.ts';
import { bytesOfText, type Bytes } from '../base/bytes.ts';
import type { Logger } from '../base/logger.ts';
import type { Cluster } from '../cluster/cluster.ts';

export type Assignment = { [topic: string]: number[] };
export type GroupMember = { memberId: string; memberMetadata: Bytes };
export type GroupMemberAssignment = { memberId: string; memberAssignment: Bytes };

export interface Assigner {
  name: string;
  version: number;
  assign(group: { members: GroupMember[]; topics: string[] }): Promise<GroupMemberAssignment[]>;
  protocol(subscription: { topics: string[] }): { name: string; metadata: Bytes };
}

/** The part of kafkajs' cluster that assigners use. */
export type AssignerCluster = Pick<Cluster, 'findTopicPartitionMetadata'>;
export type PartitionAssigner = (config: { cluster: AssignerCluster; groupId: string; logger: Logger }) => Assigner;

/** Opaque to its users: JSON here, where Kafka has a binary form. */
function jsonCodec<Value>() {
  return {
    encode: (value: Value): Bytes => bytesOfText(JSON.stringify(value)),
    decode: (bytes: Bytes): Value | null => (bytes.length === 0 ? null : (JSON.parse(bytes.toString('utf8')) as Value)),
  };
}

export const AssignerProtocol = {
  MemberMetadata: jsonCodec<{ version: number; topics: string[]; userData?: Bytes }>(),
  MemberAssignment: jsonCodec<{ version: number; assignment: Assignment; userData?: Bytes }>(),
};

const roundRobin: PartitionAssigner = ({ cluster }) => ({
  name: 'RoundRobinAssigner',
  version: 0,

  /** All partitions of all topics are dealt out in turn to the members in order of their names. */
  async assign({ members, topics }) {
    const names = members
      .map((member) => member.memberId)
      .sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
    const assignments = new Map<string, Assignment>();
    const partitions = topics.flatMap((topic) =>
      cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => ({ topic, partitionId })),
    );
    partitions.forEach(({ topic, partitionId }, index) => {
      const name = names[index % names.length]!;
      const assignment = assignments.get(name) ?? {};
      assignments.set(name, assignment);
      (assignment[topic] ??= []).push(partitionId);
    });
    return [...assignments].map(([memberId, assignment]) => ({
      memberId,
      memberAssignment: AssignerProtocol.MemberAssignment.encode({ version: 0, assignment }),
    }));
  },

  protocol({ topics }) {
    return { name: 'RoundRobinAssigner', metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics }) };
  },
});

export const PartitionAssigners = { roundRobin };

export function wireAssignment(bytes: Bytes): WireAssignment {
  return AssignerProtocol.MemberAssignment.decode(bytes)?.assignment ?? {};
}
