using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Documents;

/// <summary>Explains an aggregate: how the collection is read, and the stages that follow.</summary>
internal static class AggregateExplanation
{
    public static BsonDocument Of(CommandContext context, BsonDocument command)
    {
        var arguments = new CommandArguments("aggregate", command);
        var name = AggregateCommand.TargetOf(command, context.Database);
        var (query, rest) = AggregateCommand.Lead(context, name, AggregateCommand.ParsePipeline(arguments), arguments);
        var stages = arguments.Array("pipeline")!;
        var planner = QueryExplanation.Planner(name, query);
        return rest.Stages.Count == 0
            ? new BsonDocument { { "explainVersion", "1" }, { "queryPlanner", planner } }
            : new BsonDocument
            {
                { "explainVersion", "1" },
                { "stages", new BsonArray([new BsonDocument("$cursor", new BsonDocument("queryPlanner", planner)), .. stages.Skip(stages.Count - rest.Stages.Count)]) },
            };
    }
}
