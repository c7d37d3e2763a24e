using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Query.Values;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands;

/// <summary>The fields that every command takes.</summary>
internal static class CommonFields
{
    private static readonly string[] Names =
    [
        "$db", "lsid", "txnNumber", "autocommit", "startTransaction", "$clusterTime", "$readPreference", "readConcern", "writeConcern",
        "apiVersion", "apiStrict", "apiDeprecationErrors", "comment", "maxTimeMS", "mayBypassWriteBlocking", "stmtId", "stmtIds", "$audit",
    ];

    private static readonly string[] ReadLevels = ["local", "available", "majority", "linearizable", "snapshot"];

    /// <exception cref="CommandException">A field is unknown, or asks for what is not done here.</exception>
    public static void Check(CommandDescription description, CommandArguments arguments, IEnumerable<string> sequences)
    {
        if (!description.AnyField)
        {
            foreach (var name in arguments.Source.Names.Skip(1).Concat(sequences))
            {
                if (!Names.Contains(name) && !description.Fields.Contains(name))
                {
                    throw CommandException.Location(40415, $"BSON field '{description.Name}.{name}' is an unknown field.");
                }
            }
        }

        CheckVersion(arguments);
        arguments.SimpleCollation();
        if (arguments.Document("readConcern") is { } read && read.TryGetValue("level", out var level) && !ReadLevels.Contains(level.ToString()))
        {
            throw new CommandException(ErrorCode.FailedToParse, $"readConcern.level is '{level}': allowed are {string.Join(", ", ReadLevels)}");
        }

        if (arguments.Document("readConcern") is { } concern && concern.Names.FirstOrDefault(n => n is not ("level" or "afterClusterTime" or "provenance")) is { } unsupported)
        {
            throw CommandException.NotSupported($"readConcern.{unsupported}");
        }

        if (arguments.Document("writeConcern") is { } write && write.TryGetValue("w", out var members) && !IsSatisfiable(members))
        {
            throw new CommandException(ErrorCode.UnsatisfiableWriteConcern, $"Not enough data-bearing nodes for write concern w: {members}: this replica set has one member");
        }
    }

    private static bool IsSatisfiable(BsonValue members) => members switch
    {
        BsonString tag => tag.Value == "majority",
        var number => BsonNumber.TryToInt64(number, out var count) && count is 0 or 1,
    };

    private static void CheckVersion(CommandArguments arguments)
    {
        if (arguments.Text("apiVersion") is { } version && version != "1")
        {
            throw new CommandException(ErrorCode.APIVersionError, $"API version {version} is not supported: allowed is 1");
        }

        if (arguments.Boolean("apiStrict"))
        {
            throw CommandException.NotSupported("apiStrict: true");
        }
    }
}
