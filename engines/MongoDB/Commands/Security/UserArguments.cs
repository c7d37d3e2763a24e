using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Security;

/// <summary>What createUser and updateUser take alike.</summary>
internal static class UserArguments
{
    public static IReadOnlyList<string> Fields { get; } = ["pwd", "roles", "mechanisms", "passwordDigestor", "digestPassword"];

    public static IReadOnlyList<Role> Roles(BsonArray roles, string database) => [.. roles.Select(role => Role.Parse(role, database)).Distinct()];

    public static string Name(CommandContext context) =>
        context.Command.GetElement(0).Value is BsonString { Value.Length: > 0 } name ? name.Value : throw new CommandException(ErrorCode.BadValue, "User document needs 'user' field to be non-empty");

    /// <exception cref="CommandException">Another mechanism than SCRAM-SHA-256, or a password digested by the client.</exception>
    public static void Check(CommandArguments arguments)
    {
        if (arguments.Array("mechanisms") is { } mechanisms && mechanisms.Any(mechanism => mechanism != "SCRAM-SHA-256"))
        {
            throw new CommandException(ErrorCode.BadValue, $"mechanisms {mechanisms.ToJson()}: allowed is SCRAM-SHA-256");
        }

        if (!arguments.Boolean("digestPassword", otherwise: true))
        {
            throw new CommandException(ErrorCode.BadValue, "Use of SCRAM-SHA-256 requires undigested passwords");
        }
    }
}
