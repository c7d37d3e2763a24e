using Lab.Engines.MongoDB.Query.Expressions;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Query.Filters;

/// <summary>An operator on a field, such as <c>$gt</c>.</summary>
/// <param name="Name">With its dollar sign.</param>
/// <param name="Parse">Reads the operand; the document holds it and the operators beside it.</param>
internal sealed record FilterOperator(string Name, Func<BsonValue, BsonDocument, ParseScope, OperatorTerm> Parse)
{
    public FilterOperator(string name, Func<BsonValue, OperatorTerm> parse)
        : this(name, (operand, _, _) => parse(operand))
    {
    }
}
