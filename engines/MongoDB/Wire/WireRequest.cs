using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Wire;

/// <summary>A command as it was received.</summary>
/// <param name="RequestId">The sender's number for it.</param>
/// <param name="Command">The command document.</param>
/// <param name="Sequences">Documents that came beside the command, by the name of the field that they belong to.</param>
/// <param name="IsLegacy">Whether it came as OP_QUERY, which only a greeting may use.</param>
/// <param name="WantsReply">Whether the sender waits for an answer.</param>
internal sealed record WireRequest(
    int RequestId, BsonDocument Command, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Sequences, bool IsLegacy, bool WantsReply);
