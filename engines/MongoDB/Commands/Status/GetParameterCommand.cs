using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Status;

/// <summary>getParameter: the parameters that have a value here.</summary>
internal sealed class GetParameterCommand : ICommand
{
    public CommandDescription Description { get; } = new("getParameter", Privilege.Monitor) { AdminOnly = true, AnyField = true };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        var known = new BsonDocument
        {
            { "authenticationMechanisms", new BsonArray { "SCRAM-SHA-256" } },
            { "cursorTimeoutMillis", (long)context.Server.Settings.CursorTimeout.TotalMilliseconds },
            { "featureCompatibilityVersion", new BsonDocument("version", "7.0") },
            { "internalQueryMaxBlockingSortMemoryUsageBytes", 104_857_600 },
            { "localLogicalSessionTimeoutMinutes", Engines.MongoDB.Sessions.SessionRegistry.TimeoutMinutes },
            { "tlsMode", "requireTLS" },
            { "transactionLifetimeLimitSeconds", 60 },
            { "ttlMonitorEnabled", true },
            { "ttlMonitorSleepSecs", (int)context.Server.Settings.TtlInterval.TotalSeconds },
        };
        if (context.Command.GetElement(0).Value is BsonString { Value: "*" } || context.Arguments.Boolean("allParameters"))
        {
            return Task.FromResult(known);
        }

        var asked = known.Where(e => context.Command.Contains(e.Name)).ToList();
        return asked.Count > 0
            ? Task.FromResult(new BsonDocument(asked))
            : throw new CommandException(ErrorCode.InvalidOptions, "no option found to get");
    }
}
