using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>What an update's operators know beside the value.</summary>
/// <param name="Id">The document's _id, for messages.</param>
/// <param name="Position">Where the query matched in an array, or null.</param>
/// <param name="IsInsert">Whether the document comes to be by an upsert.</param>
/// <param name="Now">The time, UTC.</param>
internal sealed record UpdateContext(BsonValue Id, int? Position, bool IsInsert, DateTime Now);
