using Lab.Engines.MongoDB.Errors;
using Lab.Engines.MongoDB.Security;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Commands.Security;

/// <summary>usersInfo: users with their roles, never what is kept of their passwords. Everyone may ask for oneself.</summary>
internal sealed class UsersInfoCommand : ICommand
{
    public CommandDescription Description { get; } = new("usersInfo") { Fields = ["showPrivileges", "showCredentials", "showCustomData", "showAuthenticationRestrictions", "filter"] };

    public Task<BsonDocument> RunAsync(CommandContext context)
    {
        if (context.Arguments.Boolean("showPrivileges") || context.Arguments.Boolean("showCredentials") || context.Arguments.Has("filter"))
        {
            throw CommandException.NotSupported("usersInfo with showPrivileges, showCredentials or filter");
        }

        var asked = Select(context, context.Command.GetElement(0).Value).ToList();
        var self = context.Connection.User!;
        if (asked.Exists(user => user.FullName != self.FullName) && !Authorization.Allows(self, Privilege.Users, context.Database))
        {
            throw new CommandException(ErrorCode.Unauthorized, $"not authorized on {context.Database} to execute command usersInfo");
        }

        return Task.FromResult(new BsonDocument("users", new BsonArray(asked.Select(Describe))));
    }

    private static IEnumerable<User> Select(CommandContext context, BsonValue which) => which switch
    {
        BsonString name => One(context, context.Database, name.Value),
        BsonDocument document when document.TryGetValue("forAllDBs", out var all) && all.ToBoolean() => context.Server.Users.All,
        BsonDocument document => One(context, document.GetValue("db", context.Database).ToString()!, document.GetValue("user", "").ToString()!),
        BsonArray several => several.SelectMany(item => Select(context, item)),
        _ => context.Server.Users.All.Where(user => user.Database == context.Database),
    };

    private static IEnumerable<User> One(CommandContext context, string database, string name) =>
        context.Server.Users.Find(database, name) is { } user ? [user] : [];

    private static BsonDocument Describe(User user) => new()
    {
        { "_id", $"{user.Database}.{user.Name}" },
        { "userId", new BsonBinaryData(user.Id, GuidRepresentation.Standard) },
        { "user", user.Name },
        { "db", user.Database },
        { "roles", new BsonArray(user.Roles.Select(role => role.ToBson())) },
        { "mechanisms", new BsonArray { "SCRAM-SHA-256" } },
    };
}
