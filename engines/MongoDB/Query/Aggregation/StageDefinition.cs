using Lab.Engines.MongoDB.Query.Expressions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Aggregation;

/// <summary>A stage's name and how its argument is read.</summary>
internal sealed record StageDefinition(string Name, Func<BsonValue, ParseScope, Stage> Parse);
