using Lab.Model.Values;

namespace Lab.Model.Systems;

/// <summary>What a system gets of its machine or cluster.</summary>
/// <param name="Cores">Processor cores, at least 1.</param>
/// <param name="Memory">Memory.</param>
/// <param name="Storage">The size of the data volume.</param>
public sealed record SystemResources(int Cores, ByteSize Memory, ByteSize Storage);
