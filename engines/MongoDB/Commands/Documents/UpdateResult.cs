using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>What an update did.</summary>
internal sealed record UpdateResult(long Matched, long Modified, BsonValue? UpsertedId);
