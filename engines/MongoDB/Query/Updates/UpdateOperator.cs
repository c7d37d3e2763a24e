using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Updates;

/// <summary>An operator's name, and how the operand that stands at a path is read.</summary>
internal sealed record UpdateOperator(string Name, Func<string, BsonValue, Modifier> Parse);
